import type { Bar } from '../domain/bar.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import type { Box, Point } from './box.ts'
import type { Candles } from './join-bars.ts'
import { PALETTE } from './palette.ts'
import type { Scale } from './scale.ts'
import { element, lineThrough, outlineOf } from './svg.ts'

/** Of the room that a candle has, the rest keeps it apart from the next one. */
const BODY_SHARE = 0.72
const BODY_WIDTH_MAX = 26
/** An open at the close is a line. */
const BODY_HEIGHT_MIN = 2
const VOLUME_OPACITY = 0.5

const DIRECTIONS = [
  { colour: PALETTE.up, has: ({ open, close }: Bar) => close >= open },
  { colour: PALETTE.down, has: ({ open, close }: Bar) => close < open },
] as const

/** Where candles stand beside each other and how high they reach. */
export interface CandleScales {
  readonly x: Scale
  readonly y: Scale
}

interface VolumeScales {
  readonly x: Scale
  readonly volume: Scale
}

/** The end of a candle's interval. */
export function endOf({ time }: Bar, minutes: number): EpochMs {
  return (time + minutes * MINUTE_MS) as EpochMs
}

/** The candles, of each direction as two paths: wicks and bodies. */
export function drawCandles({ candles, minutes }: Candles, { x, y }: CandleScales): string {
  return DIRECTIONS.map(({ colour, has }) => {
    const drawn = candles.filter(has)
    if (drawn.length === 0) return ''
    const wicks = drawn.map((bar) => wick(bar, middleOf(bar, { minutes, x }), y)).join('')
    const bodies = drawn.map((bar) => outlineOf(body(bar, sidesOf(bar, { minutes, x }), y))).join('')
    return [
      element('path', { d: wicks, fill: 'none', stroke: colour, 'stroke-width': 2 }),
      element('path', { d: bodies, fill: colour }),
    ].join('')
  }).join('')
}

/** The volume of each candle as a bar of its colour, standing on the bottom of its plot. */
export function drawVolumes({ candles, minutes }: Candles, { x, volume }: VolumeScales): string {
  return DIRECTIONS.map(({ colour, has }) => {
    const bars = candles.filter(has).map((bar) => {
      const sides = sidesOf(bar, { minutes, x })
      return outlineOf({ ...sides, top: volume(bar.volume), bottom: volume(0) })
    })
    if (bars.length === 0) return ''
    return element('path', { d: bars.join(''), fill: colour, 'fill-opacity': VOLUME_OPACITY })
  }).join('')
}

/** What the candles cover, from low to high. */
export function candleBoxes({ candles, minutes }: Candles, { x, y }: CandleScales): readonly Box[] {
  return candles.map((bar) => ({
    left: x(bar.time),
    right: x(endOf(bar, minutes)),
    top: y(bar.high),
    bottom: y(bar.low),
  }))
}

interface Across {
  readonly minutes: number
  readonly x: Scale
}

function middleOf(bar: Bar, { minutes, x }: Across): number {
  return (x(bar.time) + x(endOf(bar, minutes))) / 2
}

function sidesOf(bar: Bar, { minutes, x }: Across): Pick<Box, 'left' | 'right'> {
  const room = x(endOf(bar, minutes)) - x(bar.time)
  const half = Math.min(room * BODY_SHARE, BODY_WIDTH_MAX) / 2
  const middle = middleOf(bar, { minutes, x })
  return { left: middle - half, right: middle + half }
}

function wick({ high, low }: Bar, x: number, y: Scale): string {
  const ends: readonly Point[] = [
    { x, y: y(high) },
    { x, y: y(low) },
  ]
  return lineThrough(ends)
}

function body({ open, close }: Bar, sides: Pick<Box, 'left' | 'right'>, y: Scale): Box {
  const [top, bottom] = [y(Math.max(open, close)), y(Math.min(open, close))]
  const thicker = Math.max(0, BODY_HEIGHT_MIN - (bottom - top)) / 2
  return { ...sides, top: top - thicker, bottom: bottom + thicker }
}
