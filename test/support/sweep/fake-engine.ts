import { UsageError } from '../../../local/failure.ts'
import type { Engine, OpenedEngine, SweepMarket } from '../../../local/sweep/engine.ts'
import { costModelSchema } from '../../../shared/backtest/costs/cost-model.ts'
import { metricsOf } from '../../../shared/backtest/metrics/metrics-of.ts'
import type { BacktestResult } from '../../../shared/backtest/result/backtest-result.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'

type Asked = Parameters<OpenedEngine['run']>[0]

const START_USD = 10_000
const BEST_DISTANCE = 0.8

/**
 * An engine whose results are known beforehand: the nearer `exits.trailDistancePct` is to 0.8, the more every session
 * makes. `entry.rsiMin` 13 fails, `entry.rsiMin` 14 knows the future, and FAKE_ENGINE_PAUSE_MS makes every run last.
 */
export const openBacktest: Engine['openBacktest'] = (market) => {
  if (market.symbols?.includes('NONE')) throw new UsageError('--symbols: the fake market has no NONE')
  const dates = sessionsOfSpring().filter(
    (date) => date >= (market.from ?? date) && date <= (market.until ?? date),
  )
  return { dates, run: async (asked) => runFake(market, dates, asked) }
}

async function runFake(
  market: SweepMarket,
  all: readonly ExchangeDate[],
  asked: Asked,
): Promise<BacktestResult> {
  if (asked.settings['entry.rsiMin'] === 13) throw new Error('thirteen is unlucky')
  pause(Number(process.env['FAKE_ENGINE_PAUSE_MS'] ?? 0))
  const dates = all.filter((date) => date >= asked.from && date <= asked.to)
  for (const [index, date] of dates.entries())
    asked.onProgress?.({ date, sessionsDone: index + 1, sessions: dates.length, bars: 0, trades: 0 })
  return resultOf(market, dates, asked)
}

function resultOf(market: SweepMarket, dates: readonly ExchangeDate[], asked: Asked): BacktestResult {
  const distance = Number(asked.settings['exits.trailDistancePct'] ?? BEST_DISTANCE)
  const gains = dates.map(
    (date) =>
      0.01 * Math.sin(1.7 * Number(date.slice(-2))) + 0.004 - 0.01 * Math.abs(distance - BEST_DISTANCE),
  )
  const equity = equityOf(dates, gains)
  const trades = tradesOf(dates, equity)
  const findings = asked.settings['entry.rsiMin'] === 14 ? [PEEKED] : []
  const metrics = metricsOf({ startUsd: START_USD, equity, trades, trials: asked.trials, seed: 1 })
  return {
    format: 'openbell-backtest/1',
    about: {
      ...{ label: 'fake', strategy: 'openbell', interval: 'minute', from: asked.from, to: asked.to },
      ...{ sessions: dates.length, symbols: ['FAKE'], bars: 0, seed: 1, fills: market.fills },
      costs: costModelSchema.parse({}),
      ...{ startCashUsd: START_USD, settings: asked.settings, version: '0' },
    },
    audit: { checks: [], findings },
    ...(findings.length === 0 && { metrics }),
    ...{ equity, trades, candles: [], funnel: { judged: 0, entered: 0, refusals: {} }, notes: [] },
  }
}

const PEEKED = { check: 'look-ahead', severity: 'bias', text: 'an entry knew the close of its bar' } as const

function equityOf(dates: readonly ExchangeDate[], gains: readonly number[]): BacktestResult['equity'] {
  let equityUsd = START_USD
  return dates.map((date, index) => {
    equityUsd *= 1 + (gains[index] ?? 0)
    return { date, equityUsd, lowUsd: equityUsd, exposurePct: 50, tradedUsd: 100 }
  })
}

/** One trade a session, which makes what the session makes. */
function tradesOf(
  dates: readonly ExchangeDate[],
  equity: BacktestResult['equity'],
): BacktestResult['trades'] {
  return dates.map((date, index) => {
    const pnl = (equity[index]?.equityUsd ?? 0) - (equity[index - 1]?.equityUsd ?? START_USD)
    return {
      ...{ id: date, symbol: 'FAKE', quantity: 1, entryPrice: 100, exitPrice: 100, fees: 0 },
      ...{ entryTime: exchangeInstant(date, 600), exitTime: exchangeInstant(date, 660), minutesHeld: 60 },
      ...{ pnl, pnlPct: pnl / 100, reason: 'TIME', strategies: [], favourablePct: 1, adversePct: -1 },
    }
  })
}

function sessionsOfSpring(): readonly ExchangeDate[] {
  const days = Array.from({ length: 31 }, (_, day) => `2026-03-${String(day + 1).padStart(2, '0')}`)
  return days.map(parseExchangeDate).filter((date) => marketDay(date).kind !== 'closed')
}

/** Holds the thread as a calculation would, without using a core. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}
