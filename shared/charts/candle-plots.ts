import type { Bar } from '../domain/bar.ts'
import { formatEt } from '../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../time/instant.ts'
import { type BottomStep, stepsBeside } from './bottom-axis.ts'
import type { Box } from './box.ts'
import { type CandleScales, endOf } from './candles.ts'
import { compactCount } from './compact-count.ts'
import { dollarText } from './dollar-text.ts'
import { MARGIN } from './heading.ts'
import type { Candles } from './join-bars.ts'
import { SMALLEST } from './label.ts'
import { type TaggedLevel, tagsWidth } from './price-level.ts'
import { roundSteps } from './round-steps.ts'
import { linearScale, type Range, type Scale } from './scale.ts'
import type { Size } from './svg.ts'
import { textWidth } from './text-width.ts'
import { type TimeSpan, timeSteps } from './time-steps.ts'
import { type AxisStep, axisWidth } from './value-axis.ts'

/** Where the two plots of a candle chart lie, and what is written along them. */
export interface CandlePlots extends CandleScales {
  readonly volume: Scale
  readonly prices: Box
  readonly volumes: Box
  readonly priceSteps: readonly AxisStep[]
  readonly volumeSteps: readonly AxisStep[]
  readonly timeSteps: readonly BottomStep[]
}

const PRICES_TOP = 134
const PRICES_BOTTOM = 706
const VOLUMES_TOP = 762
const VOLUMES_BOTTOM = 880
const PRICE_STEPS_MAX = 8
const VOLUME_STEPS_MAX = 3
/** As long as every name along the bottom. */
const TIME = '00:00'
/** The first minutes of a day are not drawn wider than this. */
const SPAN_MIN_MS = 30 * MINUTE_MS

/** Gives the axis on the left and the tags on the right the room they need, and the plots what is left. */
export function candlePlots({
  joined,
  range,
  tagged,
  size,
}: {
  readonly joined: Candles
  readonly range: Range
  readonly tagged: readonly TaggedLevel[]
  readonly size: Size
}): CandlePlots {
  const priceSteps = stepsOfPrice(range)
  const most = mostVolume(joined.candles)
  const volumeSteps = stepsOfVolume(most)
  const left = MARGIN + axisWidth([...priceSteps, ...volumeSteps])
  const right = size.width - MARGIN - Math.max(tagsWidth(tagged), textWidth(TIME, SMALLEST) / 2)
  const span = spanOf(joined)
  const x = linearScale(span, { start: left, end: right })
  return {
    prices: { left, right, top: PRICES_TOP, bottom: PRICES_BOTTOM },
    volumes: { left, right, top: VOLUMES_TOP, bottom: VOLUMES_BOTTOM },
    priceSteps,
    volumeSteps,
    timeSteps: timeSteps(span, stepsBeside(right - left, TIME)).map((at) => ({
      x: x(at),
      text: formatEt(at, 'time'),
    })),
    x,
    y: linearScale(range, { start: PRICES_BOTTOM, end: PRICES_TOP }),
    volume: linearScale({ from: 0, to: most }, { start: VOLUMES_BOTTOM, end: VOLUMES_TOP }),
  }
}

function stepsOfPrice(range: Range): readonly AxisStep[] {
  const { values, decimals } = roundSteps(range, PRICE_STEPS_MAX)
  return values.map((value) => ({ value, text: dollarText(value, decimals) }))
}

/** At least one share, so that a day without volume has a scale too. */
function mostVolume(candles: readonly Bar[]): number {
  return Math.max(1, ...candles.map(({ volume }) => volume))
}

/** The zero needs no line: it is where the bars stand. */
function stepsOfVolume(most: number): readonly AxisStep[] {
  const { values } = roundSteps({ from: 0, to: most }, VOLUME_STEPS_MAX)
  return values.slice(1).map((value) => ({ value, text: compactCount(value) }))
}

function spanOf({ candles, minutes }: Candles): TimeSpan {
  const from = candles[0].time
  const end = endOf(candles.at(-1) ?? candles[0], minutes)
  return { from, to: Math.max(end, from + SPAN_MIN_MS) as EpochMs }
}
