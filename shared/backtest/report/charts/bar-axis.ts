import { type BottomStep, stepsBeside } from '../../../charts/bottom-axis.ts'
import type { Box } from '../../../charts/box.ts'
import { type Candles, joinBars } from '../../../charts/join-bars.ts'
import { monthDay } from '../../../charts/month-day.ts'
import { linearScale, type Scale } from '../../../charts/scale.ts'
import { timeSteps } from '../../../charts/time-steps.ts'
import { epochMs, exchangeDate, formatEt } from '../../../time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../time/instant.ts'
import type { TradeCandles } from '../../result/backtest-result.ts'

/** Bars beside each other without the nights between them: a bar's place is its number, as if each lasted a minute. */
export interface BarAxis {
  readonly candles: Candles
  /** From a place along the bars to the picture. */
  readonly place: (box: Across) => Scale
  /** Where a moment lies along the bars: the middle of the bar it belongs to. */
  readonly along: (time: number) => number
  readonly names: (box: Across) => readonly BottomStep[]
}

type Across = Pick<Box, 'left' | 'right'>

const INSET = 6
/** Room for so many bars at least, so that two bars are not two walls. */
const BARS_MIN = 16
/** More bars are joined to fewer candles. */
const CANDLES_MAX = 160
/** As long as any name along the bottom. */
const NAME = 'Mmm 00'

/** Counts the bars of a trade's picture. Throws without a bar. */
export function barAxis({ bars }: Pick<TradeCandles, 'bars'>): BarAxis {
  const times = bars.map(({ time }) => epochMs(time))
  const to = placeOf(Math.max(bars.length, BARS_MIN))
  const place = ({ left, right }: Across) =>
    linearScale({ from: 0, to }, { start: left + INSET, end: right - INSET })
  const along = (time: number) => {
    const index = times.findLastIndex((start) => start <= time)
    return placeOf(Math.max(0, index) + 0.5)
  }
  const names = (box: Across) => {
    const x = place(box)
    const moments = namedMoments(times, stepsBeside(box.right - box.left, NAME))
    return moments.map(({ time, text }) => ({ x: x(along(time)), text }))
  }
  return { candles: candlesOf(bars), place, along, names }
}

function placeOf(index: number): EpochMs {
  return (index * MINUTE_MS) as EpochMs
}

function candlesOf(bars: TradeCandles['bars']): Candles {
  const minutes = Math.ceil(bars.length / CANDLES_MAX)
  const placed = bars.map((bar, index) => ({ ...bar, time: placeOf(index) }))
  const [first, ...others] = joinBars(placed, minutes)
  if (!first) throw new RangeError('no bars to draw')
  return { minutes, candles: [first, ...others] }
}

/** Round times within one day; where there are more days, their dates, thinned out evenly. */
function namedMoments(
  times: readonly EpochMs[],
  countMax: number,
): readonly { readonly time: EpochMs; readonly text: string }[] {
  const starts = times.filter(
    (time, index) => index === 0 || exchangeDate(time) !== exchangeDate(times[index - 1]!),
  )
  if (starts.length === 1 && times.length > 1) {
    const span = { from: times[0]!, to: times.at(-1)! }
    return timeSteps(span, countMax).map((time) => ({ time, text: formatEt(time, 'time') }))
  }
  const every = Math.ceil(starts.length / countMax)
  return starts
    .filter((_, index) => index % every === Math.floor(every / 2))
    .map((time) => ({ time, text: monthDay(exchangeDate(time)) }))
}
