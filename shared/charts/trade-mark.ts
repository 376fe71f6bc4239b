import { type Money, toNumber } from '../domain/money.ts'
import type { EpochMs } from '../time/instant.ts'
import { type Box, clamp, type Point } from './box.ts'
import { fittedText } from './fitted-text.ts'
import { freePlace, type Surroundings } from './free-place.ts'
import { SMALLEST } from './label.ts'
import { drawNote, type Note, noteSize } from './note.ts'
import { PALETTE } from './palette.ts'
import type { Scale } from './scale.ts'
import { element, lineThrough } from './svg.ts'

/** A purchase or a sale: a triangle whose tip is at the moment and the price. */
export interface TradeMark {
  readonly side: 'buy' | 'sell'
  readonly time: EpochMs
  readonly price: Money
  readonly label: string
}

const HALF_WIDTH = 14
const HEIGHT = 24
const NOTE_WIDTH_MAX = 300
/** A note further away than this from its triangle is joined to it by a line. */
const JOINED_FROM = 16

const LOOK = {
  buy: { colour: PALETTE.up, pointsUp: true, noteSide: 'below' },
  sell: { colour: PALETTE.down, pointsUp: false, noteSide: 'above' },
} as const

interface Placed extends TradeMark {
  readonly tip: Point
}

/** Triangles with a note each: a purchase from below, a sale from above. A note that finds no place is left out. */
export function drawTradeMarks(
  marks: readonly TradeMark[],
  { x, y, notes }: { readonly x: Scale; readonly y: Scale; readonly notes: Surroundings },
): string {
  const placed = marks.map((mark) => ({ ...mark, tip: { x: x(mark.time), y: y(toNumber(mark.price)) } }))
  const taken = [...notes.taken, ...placed.map(triangleBox)]
  const written = placed.flatMap((mark) => {
    const note = noteOf(mark, { ...notes, taken })
    if (note) taken.push(note.box)
    return note ? [note] : []
  })
  return [
    ...written.map(drawJoint),
    ...written.map(({ note, box }) => drawNote(note, box)),
    ...placed.map(drawTriangle),
  ].join('')
}

interface PlacedNote {
  readonly tip: Point
  readonly note: Note
  readonly box: Box
}

function noteOf({ side, label, tip }: Placed, surroundings: Surroundings): PlacedNote | undefined {
  const fitted = fittedText(label, { width: NOTE_WIDTH_MAX, size: SMALLEST })
  if (fitted.text === '') return undefined
  const wish = { size: noteSize(fitted), about: tip, gap: HEIGHT + 4, side: LOOK[side].noteSide }
  const box = freePlace(wish, surroundings)
  return box && { tip, box, note: { ...fitted, fill: LOOK[side].colour } }
}

function drawJoint({ tip, box }: PlacedNote): string {
  const { left, right, top, bottom } = box
  const nearest = { x: clamp(tip.x, left, right), y: tip.y < top ? top : bottom }
  if (Math.abs(nearest.y - tip.y) < HEIGHT + JOINED_FROM) return ''
  return element('path', { d: lineThrough([tip, nearest]), stroke: PALETTE.inkSoft, 'stroke-width': 1.5 })
}

function drawTriangle({ side, tip }: Placed): string {
  const { colour, pointsUp } = LOOK[side]
  const base = tip.y + (pointsUp ? HEIGHT : -HEIGHT)
  const outline = lineThrough([tip, { x: tip.x + HALF_WIDTH, y: base }, { x: tip.x - HALF_WIDTH, y: base }])
  return element('path', { d: `${outline}Z`, fill: colour, stroke: PALETTE.paper, 'stroke-width': 2.5 })
}

function triangleBox({ side, tip }: Placed): Box {
  const [top, bottom] = LOOK[side].pointsUp ? [tip.y, tip.y + HEIGHT] : [tip.y - HEIGHT, tip.y]
  return { left: tip.x - HALF_WIDTH, right: tip.x + HALF_WIDTH, top, bottom }
}
