import type { BarSeries } from '../../shared/backtest/bars/bar-series.ts'
import { runStrategy } from '../../shared/backtest/strategy/run-strategy.ts'
import { money } from '../../shared/domain/money.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { sessionAt } from '../../shared/time/session.ts'
import { NO_COSTS, SMA_CROSS } from '../shared/backtest/strategy/sma-cross.ts'
import { sessionMinutes, walkBars } from '../shared/backtest/strategy/walk-bars.ts'
import { type Bench, type Effort, type Figure, figureOf } from './figure.ts'
import { kept, millisecondsAPiece } from './measure.ts'

const ORACLE_BARS = 100_000
const RUNS_A_ROUND = 10
const NS_A_MS = 1_000_000

const PIECES = 100
/** By then everything is compiled and every buffer has its size. */
const PIECES_BEFORE = 10
const BYTES_A_MB = 1_000_000

/** The engine for a user's own strategy: the SMA oracle, orders included, and ten million bars of it. */
export const barEngine: Bench = {
  name: 'bar-engine',
  run: (effort) => [speed(effort), ...memory()],
}

/** 200 ns a bar are 5 million bars a second. */
function speed(effort: Effort): Figure {
  const bars = walkBars({ seed: 1, bars: ORACLE_BARS })
  const rounds = millisecondsAPiece(effort, RUNS_A_ROUND, () => () => crossing([bars]))
  const nanoseconds = rounds.map((ms) => (ms * NS_A_MS) / ORACLE_BARS)
  return figureOf({ group: 'bar-engine', name: 'SMA oracle, one bar', unit: 'ns' }, nanoseconds)
}

/**
 * What is on the heap and in buffers after 10 million bars beyond what was there after the first million; the garbage
 * is collected before both. The calendar keeps every date it has been asked for, so that it is asked before. Empty
 * without `node --expose-gc`.
 */
function memory(): readonly Figure[] {
  const collect = globalThis.gc
  if (!collect) return []
  for (const { time } of tenMillionBars(() => undefined)) kept.answer = sessionAt(time[0] as EpochMs)
  const used: number[] = []
  const look = () => {
    collect()
    const { heapUsed, arrayBuffers } = process.memoryUsage()
    used.push(heapUsed + arrayBuffers)
  }
  crossing(tenMillionBars(look))
  const [before = 0, after = 0] = used
  const label = { group: 'bar-engine', name: 'memory growth over 10 M bars', unit: 'MB' } as const
  return [figureOf(label, [(after - before) / BYTES_A_MB])]
}

function crossing(series: Iterable<BarSeries>): unknown {
  return runStrategy({
    series,
    strategy: SMA_CROSS,
    costs: NO_COSTS,
    startCash: money('100000'),
    options: { record: 'none', carryOrders: true },
  })
}

/** The same prices again and again, in sessions that follow each other; each piece has a time column of its own. */
function* tenMillionBars(look: () => void): Generator<BarSeries> {
  const piece = walkBars({ seed: 1, bars: ORACLE_BARS })
  let after = '1989-12-31'
  for (let made = 0; made < PIECES; made += 1) {
    if (made === PIECES_BEFORE) look()
    const time = sessionMinutes(after, ORACLE_BARS)
    after = new Date(time.at(-1)!).toISOString().slice(0, 10)
    yield { ...piece, time }
  }
  look()
}
