import { metricsOf } from '../../../../shared/backtest/metrics/metrics-of.ts'
import type {
  BacktestResult,
  BacktestTrade,
  EquityPoint,
} from '../../../../shared/backtest/result/backtest-result.ts'
import {
  addDays,
  exchangeInstant,
  isWeekend,
  parseExchangeDate,
} from '../../../../shared/time/exchange-time.ts'
import { type ExchangeDate, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { madeUpCandles } from './made-up-candles.ts'
import { cents, chance, pick } from './made-up-chance.ts'

/** How large the made-up run is. */
export interface Shape {
  readonly sessions?: number
  readonly trades?: number
  readonly candles?: number
}

const START_USD = 25_000
const SYMBOLS = ['TQQQ', 'SOXL', 'LABU', 'SQQQ', 'FNGU', 'UPRO', 'TNA']
const STRATEGIES = ['standard', 'advanced', 'orb-breakout', 'buyers-volume-surging', 'technical-confirmation']
const ENDINGS = {
  won: ['TRAILING_STOP', 'TAKE_PROFIT', 'END_OF_DAY'],
  lost: ['STOP_LOSS', 'RSI_WEAKNESS', 'TIME_LIMIT'],
}
const SEED = 7

const MADE_UP_GATE = {
  seeds: 200,
  firstSeed: 0,
  hasRulesOfRun: true,
  randomWalkPassPct: 6.5,
  plantedBreakoutRecallPct: 71,
  medianEntryFractionOfMove: 0.2167,
  entriesPerSymbolDay: 0.19,
  conditions: [
    { name: 'aimless days that pass', passed: false, seen: '6.5 %', needed: 'below 5 %' },
    { name: 'breakouts entered in time', passed: true, seen: '71 %', needed: 'at least 60 %' },
  ],
}

const MADE_UP_PROMOTION = {
  promoted: false,
  conditions: [
    { name: 'sessions', passed: true, seen: '60', needed: 'at least 20' },
    { name: 'profit factor, 90 % interval', passed: false, seen: '0.71 to 1.49', needed: 'all above 1.00' },
    {
      name: 'longest monitor gap while holding',
      passed: false,
      seen: 'not measured in a backtest',
      needed: 'at most 150 s',
    },
  ],
}

/** A run that nobody made: the same for the same shape, and as uneven as a real one. */
export function madeUpResult({ sessions = 60, trades = 80, candles = 3 }: Shape = {}): BacktestResult {
  const next = chance(SEED)
  const dates = weekdays(parseExchangeDate('2022-01-03'), sessions)
  const made = Array.from({ length: trades }, (_, index) =>
    madeUpTrade(index, dates[Math.floor((index * sessions) / trades)]!, next),
  )
  const equity = equityOf(dates, made, next)
  return {
    format: 'openbell-backtest/1',
    about: aboutOf(dates),
    audit: {
      checks: [
        { name: 'look-ahead', looked: 23_400 },
        { name: 'warm-up', looked: 412 },
        { name: 'fills', looked: 2 * trades },
      ],
      findings: [],
    },
    metrics: metricsOf({ startUsd: START_USD, equity, trades: made, trials: 12, seed: SEED }),
    equity,
    trades: made,
    candles: made.slice(3, 3 + candles).map((trade) => madeUpCandles(trade, next)),
    funnel: {
      judged: 46_800,
      entered: trades,
      refusals: {
        'score-below-threshold': 41_210,
        'too-few-families': 3_920,
        'spread-too-wide': 1_204,
        'in-cooldown': 386,
      },
    },
    gate: MADE_UP_GATE,
    promotion: MADE_UP_PROMOTION,
    notes: ['12 symbol-days have daily bars only; no order was placed on them.'],
  }
}

/** The same run with a check that refutes it. */
export function refutedResult(): BacktestResult {
  const { metrics: _, promotion: __, ...rest } = madeUpResult()
  const finding = {
    check: 'look-ahead',
    severity: 'bias',
    text: 'The score of 10:15 changed from 0.91 to 0.93 when the bars after it were taken away; it must not change.',
    symbol: 'TQQQ',
    at: exchangeInstant(parseExchangeDate('2022-01-04'), 615),
  } as const
  return { ...rest, audit: { ...rest.audit, findings: [finding] } }
}

function aboutOf(dates: readonly ExchangeDate[]): BacktestResult['about'] {
  return {
    label: 'made-up market, 7 symbols',
    strategy: 'openbell',
    interval: 'minute',
    from: dates[0]!,
    to: dates.at(-1)!,
    sessions: dates.length,
    symbols: SYMBOLS,
    bars: dates.length * 390 * SYMBOLS.length,
    seed: SEED,
    fills: 'next-bar',
    costs: {
      commissionUsd: 0,
      regulatoryFeeUsdPerShareSold: 0.000119,
      spreadBps: 2,
      slippageBps: 5,
      volumeSharePctMax: 10,
    },
    startCashUsd: START_USD,
    settings: { 'signal.mode': 'advanced', 'exits.trailPct': 1.2 },
    version: '0.1.0',
  }
}

function madeUpTrade(index: number, date: ExchangeDate, next: () => number): BacktestTrade {
  const won = next() < 0.46
  const risk = 1 + next()
  const movePct = cents(won ? 0.3 + 3.4 * next() ** 2 : -risk * (0.25 + 0.8 * next()))
  const entryPrice = cents(18 + 60 * next())
  const exitPrice = cents(entryPrice * (1 + movePct / 100))
  const quantity = Math.floor(7_500 / entryPrice)
  const fees = cents(quantity * 0.000119)
  const pnl = cents(quantity * (exitPrice - entryPrice) - fees)
  const minutesHeld = 8 + Math.floor(150 * next())
  const entryTime = exchangeInstant(date, 576 + Math.floor(200 * next()))
  return {
    id: `T${index + 1}`,
    symbol: pick(SYMBOLS, next),
    quantity,
    entryTime,
    exitTime: entryTime + minutesHeld * MINUTE_MS,
    entryPrice,
    exitPrice,
    fees,
    slippageUsd: cents(quantity * entryPrice * 0.0006),
    pnl,
    pnlPct: (pnl / (quantity * entryPrice)) * 100,
    reason: pick(won ? ENDINGS.won : ENDINGS.lost, next),
    strategies: [pick(STRATEGIES, next), 'rsi-positivity'],
    score: 0.9 + next() / 20,
    favourablePct: Math.max(0, movePct) + 0.8 * next(),
    adversePct: Math.min(0, movePct) - 0.4 * next(),
    riskMultiple: pnl / ((quantity * entryPrice * risk) / 100),
    minutesHeld,
  }
}

function equityOf(
  dates: readonly ExchangeDate[],
  trades: readonly BacktestTrade[],
  next: () => number,
): EquityPoint[] {
  let [worth, spy, held] = [START_USD, 470, START_USD]
  let done = 0
  return dates.map((date, index) => {
    const upTo = Math.ceil(((index + 1) * trades.length) / dates.length)
    const today = trades.slice(done, upTo)
    done = upTo
    const before = worth
    worth = cents(today.reduce((sum, { pnl }) => sum + pnl, worth))
    spy = cents(spy * (1 + (next() - 0.5) * 0.02))
    held = cents(held * (1 + (next() - 0.49) * 0.05))
    return {
      date,
      equityUsd: worth,
      lowUsd: cents(Math.min(before, worth) - 60 * next()),
      exposurePct: 8 * today.length * next(),
      tradedUsd: cents(
        today.reduce((sum, trade) => sum + trade.quantity * (trade.entryPrice + trade.exitPrice), 0),
      ),
      spyClose: spy,
      buyAndHoldUsd: held,
    }
  })
}

function weekdays(from: ExchangeDate, count: number): readonly ExchangeDate[] {
  const dates: ExchangeDate[] = []
  for (let date = from; dates.length < count; date = addDays(date, 1)) if (!isWeekend(date)) dates.push(date)
  return dates
}
