import { randomUUID } from 'node:crypto'
import type { Arm } from '../../shared/bandit/arm.ts'
import { CONTEXT_TERMS } from '../../shared/bandit/context.ts'
import type { CatalystEvent } from '../../shared/catalysts/catalyst-event.ts'
import type { RadarEvent } from '../../shared/catalysts/radar-card.ts'
import { type OrderedProposal, orderProposal } from '../../shared/cycles/proposals/order-proposal.ts'
import { type Proposed, propose } from '../../shared/cycles/proposals/propose.ts'
import { validateProposal } from '../../shared/cycles/proposals/validate.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { Bar, DailyBar } from '../../shared/domain/bar.ts'
import { type DecisionId, ticker } from '../../shared/domain/ids.ts'
import { moneyFromNumber } from '../../shared/domain/money.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { NewsItem } from '../../shared/ports/news.ts'
import type { CatalystSight } from '../../shared/proposals/catalyst-sight.ts'
import {
  decisionPath,
  type ProposalRecord,
  proposalRecordSchema,
} from '../../shared/proposals/proposal-record.ts'
import { BANDIT_PATH, FRESH_BANDIT } from '../../shared/state/bandit-state.ts'
import { exchangeDate, exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { previousOpenDay } from '../../shared/time/market-calendar.ts'
import { cycleBench } from './cycle-bench.ts'

export const AAPL = ticker('AAPL')

/** A Tuesday. */
export const TODAY = parseExchangeDate('2026-03-03')

/** A minute of a day's wall clock in New York, "10:30". */
export function at(clock: string, date: ExchangeDate = TODAY): EpochMs {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number)
  return exchangeInstant(date, hours * 60 + minutes)
}

/** So many days up to the one before the date, closing at 101 and 99 in turn: the ATR is 4 USD, a day is worth 2 billion. */
export function swingingDays(count: number, before: ExchangeDate = TODAY): readonly DailyBar[] {
  const days: DailyBar[] = []
  let date = before
  for (let index = 0; index < count; index += 1) {
    date = previousOpenDay(date)
    const close = index % 2 === 0 ? 101 : 99
    days.unshift({ date, open: 100, high: close + 2, low: close - 2, close, volume: 20_000_000 })
  }
  return days
}

/** What is seen of a symbol at 99.99 to 100.01 with 60 swinging days behind it, unless told otherwise. */
export function sightOf(overrides: Partial<CatalystSight> = {}): CatalystSight {
  return {
    bid: moneyFromNumber(99.99),
    ask: moneyFromNumber(100.01),
    days: swingingDays(60),
    averageDailyValue: moneyFromNumber(2_000_000_000),
    expectedMovePct: 2,
    events: [],
    ...overrides,
  }
}

/** Results of AAPL, so many days from today. */
export function resultsIn(daysAhead: number, overrides: Partial<RadarEvent> = {}): RadarEvent {
  const date = exchangeDate((at('12:00') + daysAhead * 1_440 * MINUTE_MS) as EpochMs)
  return { symbol: AAPL, date, moment: 'unknown', kind: 'EARNINGS', source: 'test', daysAhead, ...overrides }
}

/** A minute that trades between two prices. */
export function minute(clock: string, [low, high]: readonly [number, number]): Bar {
  return { time: at(clock), open: (low + high) / 2, high, low, close: (low + high) / 2, volume: 1_000 }
}

/** A later day that trades between two prices. */
export function laterDay(date: string, [low, high]: readonly [number, number]): DailyBar {
  return {
    date: parseExchangeDate(date),
    open: (low + high) / 2,
    high,
    low,
    close: (low + high) / 2,
    volume: 1_000,
  }
}

/**
 * A world in which AAPL is a catalyst at 10:30 on a trading Tuesday, LIVE on the simulator, and a hand on what is known of it. The
 * bandit has learned that REACTIVE pays, so that it is what it chooses: buy at 100, stop 96, target 106.40, for one day.
 */
export function catalystBench(
  options: { readonly config?: object; readonly advisor?: World['advisor'] } = {},
) {
  const live = { mode: 'LIVE', broker: { environment: 'simulator' } }
  const bench = cycleBench({ now: at('10:30'), config: { ...live, ...options.config } })
  const facts = {
    days: swingingDays(60),
    minutes: [] as readonly Bar[],
    events: [] as readonly CatalystEvent[],
    news: [] as readonly NewsItem[],
  }
  const world: World = {
    ...bench.world,
    history: {
      dailyBars: async (symbol, { before, count }) =>
        symbol === AAPL ? facts.days.filter(({ date }) => date < before).slice(-count) : [],
      minuteSessions: async (symbol, { before }) =>
        symbol === AAPL && TODAY < before && facts.minutes.length > 0
          ? [{ date: TODAY, bars: facts.minutes }]
          : [],
    },
    news: { items: async () => facts.news },
    catalystEvents: { upcoming: async () => ({ events: facts.events, problems: [] }) },
    ...(options.advisor && { advisor: options.advisor }),
  }
  const trigger = () => ({ job: 'api', scheduledAt: bench.clock.now(), byHand: randomUUID() }) as const
  const show = (bid = 99.99, ask = 100.01, changes: Partial<Quote> = {}) => {
    const [time, last] = [bench.clock.now(), moneyFromNumber((bid + ask) / 2)]
    const prices = { bid: moneyFromNumber(bid), ask: moneyFromNumber(ask), last }
    const others = bench.market.shown.filter(({ symbol }) => symbol !== AAPL)
    bench.market.shown = [...others, { symbol: AAPL, status: 'REALTIME', time, ...prices, ...changes }]
  }
  show()
  return {
    ...bench,
    world,
    facts,
    trigger,
    /** Quotes AAPL as of now. */
    show,
    /** Makes the bandit sure of one arm, whatever else it draws. */
    async prefer(arm: Arm): Promise<void> {
      const liquidity = CONTEXT_TERMS.indexOf('liquidity')
      const weightedTerms = CONTEXT_TERMS.map((_, index) => (index === liquidity ? 100 : 0))
      const arms = { ...FRESH_BANDIT.arms, [arm]: { ...FRESH_BANDIT.arms[arm], weightedTerms } }
      await bench.store.commit([{ kind: 'set', path: BANDIT_PATH, value: { ...FRESH_BANDIT, arms } }])
    },
    /** A proposal that was made; the test fails when it was refused. */
    async proposed(): Promise<Proposed> {
      const made = await propose(world, AAPL)
      if (made.status === 'refused') throw new Error(`${made.code}: ${made.reason}`)
      return made
    },
    /** Makes a REACTIVE proposal and has the guardrails look at it. */
    async validated(): Promise<DecisionId> {
      await this.prefer('REACTIVE')
      const { decisionId } = await this.proposed()
      await validateProposal(world, decisionId)
      return decisionId
    },
    async order(decisionId: string): Promise<OrderedProposal['ordered']> {
      const run = await orderProposal(world, trigger(), decisionId)
      if (run.status !== 'done') throw new Error(`the run did not order: ${run.status}`)
      return run.ordered
    },
    /** A proposal as it is kept. */
    async kept(decisionId: string): Promise<ProposalRecord> {
      return proposalRecordSchema.parse((await bench.store.get(decisionPath(decisionId)))?.value)
    },
  }
}

/** That world with its hands. */
export type CatalystBench = ReturnType<typeof catalystBench>
