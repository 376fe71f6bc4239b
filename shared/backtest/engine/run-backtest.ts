import type { Money } from '../../domain/money.ts'
import type { Trade } from '../../domain/trade.ts'
import { learnFrom } from '../../ledger/learning.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { marketDay, type OpenDay } from '../../time/market-calendar.ts'
import type { Audit } from '../audit/audit.ts'
import type { EquityMark, RecordedFill, RecordedOrder } from '../audit/run-record.ts'
import { BuyAndHold } from './buy-and-hold.ts'
import type { Decided } from './decided.ts'
import type { SessionEquity } from './equity-watch.ts'
import { Funnel } from './funnel.ts'
import { type DayRun, firstStanding, runDay, type Standing } from './run-day.ts'
import type { BacktestSetup } from './setup.ts'
import { TrialDays } from './trial-days.ts'

/** One session of a run. */
interface SessionRun extends SessionEquity {
  readonly date: ExchangeDate
  readonly traded: Money
  /** Worth of the start cash in all symbols evenly, in money units. */
  readonly buyAndHold: number
}

/** Everything a backtest has shown, before it is put into figures. */
export interface BacktestRun {
  readonly sessions: readonly SessionRun[]
  readonly trades: readonly Trade[]
  readonly orders: readonly RecordedOrder[]
  readonly fills: readonly RecordedFill[]
  readonly marks: readonly EquityMark[]
  /** The stop of each trade, by the decision that entered it. */
  readonly stops: ReadonlyMap<string, readonly { readonly time: number; readonly price: Money }[]>
  readonly bars: number
  /** Positions that were still there after the close of a session. */
  readonly heldOverNight: number
  readonly funnel: ReturnType<Funnel['counts']>
  /** Of the rules: that they looked neither ahead nor back too little. */
  readonly audit: Audit
}

/** Who wants to follow a run. */
export interface RunObserver {
  dayDone?(day: { readonly date: ExchangeDate; readonly run: DayRun; readonly bars: number }): void
}

/** Runs the product's own rules over the dates of a setup, one after the other, and audits the rules on some of them. */
export async function runBacktest(
  setup: BacktestSetup,
  { seed, observer = {} }: { readonly seed: number; readonly observer?: RunObserver },
): Promise<BacktestRun> {
  const run = new Collected(new BuyAndHold(setup.startCash, setup.instruments.length))
  const trials = new TrialDays(seed)
  const funnel = new Funnel()
  let before: Standing = firstStanding(setup.startCash)
  for (const date of setup.dates) {
    const day = openDay(setup, date)
    const done = await runDay(setup, day, { before, funnel })
    trials.offer({ day, before, decided: done.decided })
    run.add(day, done)
    observer.dayDone?.({ date, run: done, bars: done.bars })
    before = { ...done.after, ...learned(setup, run.trades, done, before) }
  }
  return { ...run.all(), funnel: funnel.counts(), audit: await trials.audit(setup) }
}

function openDay({ calendar }: BacktestSetup, date: ExchangeDate): OpenDay {
  const day = marketDay(date, calendar)
  if (day.kind === 'closed') throw new RangeError(`dates: ${date} is no trading day (${day.name})`)
  return day
}

/** As the report of the day learns; a day without a trade teaches nothing new. */
function learned(
  { config }: BacktestSetup,
  trades: readonly Trade[],
  { trades: ofDay }: DayRun,
  { learning }: Standing,
): Pick<Standing, 'learning'> {
  if (ofDay.length === 0 && learning) return { learning }
  return { learning: learnFrom(trades.slice(-config.learning.tradesMax), config.mode, config.learning) }
}

class Collected {
  readonly trades: Trade[] = []
  readonly #sessions: SessionRun[] = []
  readonly #orders: RecordedOrder[] = []
  readonly #fills: RecordedFill[] = []
  readonly #marks: EquityMark[] = []
  readonly #stops = new Map<string, { readonly time: number; readonly price: Money }[]>()
  readonly #buyAndHold: BuyAndHold
  #bars = 0
  #heldOverNight = 0

  constructor(buyAndHold: BuyAndHold) {
    this.#buyAndHold = buyAndHold
  }

  add({ date, closeAt }: OpenDay, done: DayRun): void {
    const { after, trades, record, equity, prices, decided, bars } = done
    this.trades.push(...trades)
    this.#orders.push(...record.orders)
    this.#fills.push(...record.fills)
    this.#marks.push({ time: closeAt, cash: equity.cash, equity: equity.equity })
    const buyAndHold = this.#buyAndHold.sessionDone(prices)
    this.#sessions.push({ date, ...equity, traded: tradedFor(record.fills), buyAndHold })
    this.#bars += bars
    this.#heldOverNight += Object.keys(after.account.holdings).length
    for (const each of decided) this.#followStop(each)
  }

  all(): Omit<BacktestRun, 'funnel' | 'audit'> {
    return {
      sessions: this.#sessions,
      trades: this.trades,
      orders: this.#orders,
      fills: this.#fills,
      marks: this.#marks,
      stops: this.#stops,
      bars: this.#bars,
      heldOverNight: this.#heldOverNight,
    }
  }

  #followStop({ at, value }: Decided): void {
    const { decision, plan, entryDecisionId, outcome } = value as unknown as FollowedDecision
    if (decision === 'enter' && plan) this.#stops.set(plan.decisionId, [{ time: at, price: plan.stop }])
    if (decision === 'move-stop' && entryDecisionId !== undefined && outcome)
      this.#stops.get(entryDecisionId)?.push({ time: at, price: outcome.stop })
  }
}

/** The fields of a recorded decision that tell where a stop stands. */
interface FollowedDecision {
  readonly decision: string
  readonly plan?: { readonly decisionId: string; readonly stop: Money }
  readonly entryDecisionId?: string
  readonly outcome?: { readonly stop: Money }
}

function tradedFor(fills: readonly RecordedFill[]): Money {
  return fills.reduce((sum, { quantity, price }) => sum + quantity * price, 0) as Money
}
