import { type Money, toNumber } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { MARKET_SYMBOL } from '../../symbols/market-regime.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import { marketDay, type OpenDay } from '../../time/market-calendar.ts'
import { joinAudits } from '../audit/audit.ts'
import { auditData } from '../audit/audit-data.ts'
import { auditRun } from '../audit/audit-run.ts'
import { seriesOfBars } from '../bars/series-of-bars.ts'
import { BarsSession } from '../market/symbol-session.ts'
import { metricsOf } from '../metrics/metrics-of.ts'
import type { BacktestResult, BacktestTrade, EquityPoint } from '../result/backtest-result.ts'
import { isBelievable } from '../result/is-believable.ts'
import type { BacktestRun } from './run-backtest.ts'
import { runRecordOf } from './run-record-of.ts'
import type { BacktestSetup } from './setup.ts'
import { tradeCandles } from './trade-candles.ts'

const OPEN_MINUTE = 570
/** As many completed days as a plan rests on, before the first session. */
const PLAN_DAYS = 260

/** What the caller knows of a run beside the run. */
export interface Occasion {
  readonly label: string
  readonly seed: number
  /** How many settings were or will be tried, this one included; the best of many looks good by chance. */
  readonly trials: number
  readonly settings: Readonly<Record<string, unknown>>
  readonly version: string
  readonly notes: readonly string[]
}

/** Puts a run of the product's own rules into figures, after everything in it was audited. */
export async function openbellResult(
  setup: BacktestSetup,
  run: BacktestRun,
  occasion: Occasion,
): Promise<BacktestResult> {
  const audit = joinAudits([run.audit, await auditHistory(setup), auditBooks(setup, run)])
  const equity = await equityPoints(setup, run)
  const trades = run.trades.map(backtestTrade)
  const { seed, trials } = occasion
  const startUsd = toNumber(setup.startCash)
  const metrics = isBelievable(audit) && metricsOf({ startUsd, equity, trades, trials, seed })
  return {
    format: 'openbell-backtest/1',
    about: aboutOf(setup, run, occasion),
    audit: { checks: [...audit.checks], findings: [...audit.findings] },
    ...(metrics && { metrics }),
    equity: [...equity],
    trades,
    candles: [...tradeCandles(run, setup.market)],
    funnel: run.funnel,
    notes: [...occasion.notes, ...heldOverNight(run)],
  }
}

function aboutOf(setup: BacktestSetup, run: BacktestRun, occasion: Occasion): BacktestResult['about'] {
  const { dates, instruments, fills, costs, startCash } = setup
  const { label, seed, settings, version } = occasion
  return {
    label,
    strategy: 'openbell',
    interval: 'minute',
    from: dates[0] ?? '',
    to: dates.at(-1) ?? '',
    sessions: dates.length,
    symbols: instruments.map(({ symbol }) => symbol),
    bars: run.bars,
    seed,
    fills,
    costs,
    startCashUsd: toNumber(startCash),
    settings: { ...settings },
    version,
  }
}

/** The fills against the bars and the books against the fills. */
function auditBooks(setup: BacktestSetup, run: BacktestRun) {
  const { fills, calendar, market } = setup
  return auditRun(runRecordOf(setup, run), {
    fills,
    calendarExceptions: calendar,
    quoteAt: (symbol, at) => {
      const day = openDayOf(setup, at)
      const recorded = day && market.day(symbol, day.date)
      if (!recorded || recorded.kind === 'quotes' || recorded.quotes.length === 0) return undefined
      const quote = new BarsSession(symbol, recorded, day).quoteAt(at)
      return quote?.bid === undefined || quote.ask === undefined
        ? undefined
        : { bid: quote.bid, ask: quote.ask }
    },
  })
}

function openDayOf({ calendar }: BacktestSetup, at: EpochMs): OpenDay | undefined {
  const day = marketDay(exchangeDate(at), calendar)
  return day.kind === 'open' ? day : undefined
}

/** The daily bars that the rules looked back at. */
async function auditHistory({ history, instruments, dates, calendar }: BacktestSetup) {
  const last = dates.at(-1)
  if (last === undefined) return joinAudits([])
  const request = { before: addDays(last, 1), count: dates.length + PLAN_DAYS }
  const series = []
  for (const { symbol } of instruments) {
    const bars = await history.dailyBars(symbol, request)
    const timed = bars.map((bar) => ({ ...bar, time: exchangeInstant(bar.date, OPEN_MINUTE) }))
    series.push(seriesOfBars(symbol, 'day', timed))
  }
  return auditData(series, { calendarExceptions: calendar })
}

async function equityPoints(
  { history }: BacktestSetup,
  { sessions }: BacktestRun,
): Promise<readonly EquityPoint[]> {
  const points: EquityPoint[] = []
  for (const { date, equity, low, exposurePct, traded, buyAndHold } of sessions) {
    const spy = await spyClose(history, date)
    points.push({
      date,
      equityUsd: toNumber(equity),
      lowUsd: toNumber(low),
      exposurePct,
      tradedUsd: toNumber(traded),
      ...(spy !== undefined && { spyClose: spy }),
      buyAndHoldUsd: toNumber(Math.round(buyAndHold) as Money),
    })
  }
  return points
}

async function spyClose(history: BacktestSetup['history'], date: ExchangeDate): Promise<number | undefined> {
  const [bar] = await history.dailyBars(MARKET_SYMBOL, { before: addDays(date, 1), count: 1 })
  return bar?.date === date ? bar.close : undefined
}

function backtestTrade(trade: Trade): BacktestTrade {
  const { tradeId, symbol, quantity, entryTime, exitTime, slippage, riskMultiple } = trade
  return {
    id: tradeId,
    symbol,
    quantity,
    entryTime,
    exitTime,
    entryPrice: toNumber(trade.entryPrice),
    exitPrice: toNumber(trade.exitPrice),
    fees: toNumber(trade.fees),
    ...(slippage && { slippageUsd: toNumber(slippage.realised) }),
    pnl: toNumber(trade.pnl),
    pnlPct: trade.pnlPct,
    reason: trade.reason,
    strategies: [...trade.strategies],
    score: trade.score,
    favourablePct: trade.favourablePct,
    adversePct: trade.adversePct,
    ...(riskMultiple !== undefined && { riskMultiple }),
    minutesHeld: trade.minutesHeld,
  }
}

function heldOverNight({ heldOverNight: held }: BacktestRun): readonly string[] {
  if (held === 0) return []
  return [`${held} positions were held over a close, because their bars ended before they could be sold`]
}
