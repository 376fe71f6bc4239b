import { type Money, toDisplay, toNumber } from '../domain/money.ts'
import type { Box, Point } from './box.ts'
import { fittedText } from './fitted-text.ts'
import { drawLabel, SMALLEST } from './label.ts'
import { PALETTE } from './palette.ts'
import type { Range, Scale } from './scale.ts'
import { spreadApart } from './spread-apart.ts'
import { element, lineThrough } from './svg.ts'
import { textWidth } from './text-width.ts'

/** A price that matters the whole day: drawn as a dashed line with its name and amount at the right. */
export interface PriceLevel {
  /** Decides the colour. */
  readonly kind: 'entry' | 'stop' | 'target' | 'exit'
  /** A short word before the price; the kind itself when absent. */
  readonly label?: string
  readonly price: Money
}

/** A level with what its tag says. */
export interface TaggedLevel extends PriceLevel {
  readonly word: string
  readonly figure: string
  /** Beyond what the price axis covers there is a tag and no line. */
  readonly isBeyond: boolean
}

/** More tags than this do not fit beside a plot. */
const LEVELS_MAX = 12

const TAG_HEIGHT = 32
const TAG_GAP = 4
const TAG_PADDING = 8
/** From the plot to the tags: room for the line that joins a level to a tag that had to move. */
const JOINT = 16
const TEXT_WIDTH_MAX = 270

/** What the tags say; an arrow tells that a price lies beyond what is drawn. */
export function taggedLevels(levels: readonly PriceLevel[], range: Range): readonly TaggedLevel[] {
  return levels.slice(0, LEVELS_MAX).map((level) => ({ ...level, ...tagTexts(level, range) }))
}

function tagTexts(
  { kind, label, price }: PriceLevel,
  range: Range,
): Pick<TaggedLevel, 'word' | 'figure' | 'isBeyond'> {
  const amount = toNumber(price)
  const arrow = amount > range.to ? ' ↑' : amount < range.from ? ' ↓' : ''
  const figure = `${toDisplay(price)}${arrow}`
  const width = TEXT_WIDTH_MAX - textWidth(` ${figure}`, SMALLEST)
  return {
    figure,
    isBeyond: arrow !== '',
    word: fittedText(label ?? capitalised(kind), { width, size: SMALLEST }).text,
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1)
}

/** The room that the tags need on the right of a plot. */
export function tagsWidth(levels: readonly TaggedLevel[]): number {
  return levels.length === 0 ? 0 : JOINT + tagWidth(levels)
}

/** The levels that have a line. */
export function drawnLevels(levels: readonly TaggedLevel[]): readonly TaggedLevel[] {
  return levels.filter(({ isBeyond }) => !isBeyond)
}

/** Both ends of a level's line through the plot. */
export function levelLine({ price }: PriceLevel, { left, right }: Box, scale: Scale): readonly Point[] {
  const y = scale(toNumber(price))
  return [
    { x: left, y },
    { x: right, y },
  ]
}

/** The dashed lines through the plot. */
export function drawLevelLines(levels: readonly TaggedLevel[], plot: Box, scale: Scale): string {
  return drawnLevels(levels)
    .map((level) => {
      const look = { stroke: PALETTE[level.kind], 'stroke-width': 2, 'stroke-dasharray': '9 6' }
      return drawLine(lineThrough(levelLine(level, plot, scale)), look)
    })
    .join('')
}

/** The tags at the right, moved apart where their prices are near each other. */
export function drawLevelTags(levels: readonly TaggedLevel[], plot: Box, scale: Scale): string {
  const wanted = levels.map(({ price }) => scale(toNumber(price)))
  const within = { from: plot.top + TAG_HEIGHT / 2, to: plot.bottom - TAG_HEIGHT / 2 }
  const width = tagWidth(levels)
  const places = spreadApart(wanted, within, TAG_HEIGHT + TAG_GAP)
  return levels
    .map((level, index) => drawTag(level, { plot, width, from: wanted[index]!, y: places[index]! }))
    .join('')
}

function drawTag(
  { kind, word, figure, isBeyond }: TaggedLevel,
  { plot, width, from, y }: { plot: Box; width: number; from: number; y: number },
): string {
  const x = plot.right + JOINT
  const joint = lineThrough([
    { x: plot.right, y: from },
    { x, y },
  ])
  const tag = { x, y: y - TAG_HEIGHT / 2, width, height: TAG_HEIGHT, rx: 5, fill: PALETTE[kind] }
  const letters = { size: SMALLEST, fill: PALETTE.paper }
  return [
    isBeyond ? '' : drawLine(joint, { stroke: PALETTE[kind], 'stroke-width': 2 }),
    element('rect', tag),
    drawLabel({ ...letters, text: word, at: { x: x + TAG_PADDING, y }, anchor: 'start' }),
    drawLabel({ ...letters, text: figure, at: { x: x + width - TAG_PADDING, y }, anchor: 'end' }),
  ].join('')
}

function drawLine(d: string, stroke: Readonly<Record<string, string | number>>): string {
  return element('path', { d, fill: 'none', ...stroke })
}

/** All tags are as wide as the widest, so that the prices stand under each other. */
function tagWidth(levels: readonly TaggedLevel[]): number {
  const widths = levels.map(({ word, figure }) => textWidth(`${word} ${figure}`, SMALLEST))
  return Math.max(...widths) + 2 * TAG_PADDING
}
