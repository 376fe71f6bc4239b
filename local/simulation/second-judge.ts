import { isDeepStrictEqual } from 'node:util'
import type { Config } from '../../shared/config/config.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import type { Write } from '../../shared/ports/store.ts'
import { evaluateSymbol, type Signal } from '../../shared/signals/signal.ts'
import { planSymbol, type ReadyPlan, readyPlan } from '../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../shared/signals/symbol-tape.ts'
import type { TradingState } from '../../shared/state/trading-state.ts'
import { findInstrument } from '../../shared/symbols/registry.ts'
import { exchangeDate, exchangeInstant } from '../../shared/time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../shared/time/instant.ts'
import { type RegularSession, sessionAt } from '../../shared/time/session.ts'
import { tokenState } from '../../shared/token/token-state.ts'
import type { PromiseBook } from './promises.ts'
import type { RunSeen } from './run-seen.ts'
import { pastOf } from './simulated-past.ts'

const CHECKPOINT_PATH = 'engine/checkpoint'
const SIGN_IN_MINUTE = 8 * 60
/** Comparing whole tapes is dear; every so many scans are enough. */
const COMPARE_EVERY = 10
/** Entries are all judged again, of refusals one in so many. */
const REFUSALS_EVERY = 4

interface Checkpoint {
  readonly date: ExchangeDate
  readonly tapes: Readonly<Record<string, SymbolTape>>
}

/** The books around one batch: a decision in it was made on what they said of its symbol before or after a fill. */
interface BooksAround {
  readonly before: TradingState | undefined
  readonly after: TradingState | undefined
}

/** Keeps tapes of its own, from the quotes that scans were given, and judges recorded decisions once more on them. */
export class SecondJudge {
  readonly #book: PromiseBook
  readonly #config: Config
  #date: ExchangeDate | undefined
  #plans = new Map<string, ReadyPlan>()
  #tapes = new Map<string, SymbolTape>()
  #scans = 0
  #refusals = 0

  constructor(book: PromiseBook, config: Config) {
    this.#book = book
    this.#config = config
  }

  /** A batch that has become durable; decisions of a scan come in the same batch as its checkpoint. */
  committed(writes: readonly Write[], run: RunSeen | undefined, books: BooksAround): void {
    const checkpoint = valueAt<Checkpoint>(writes, CHECKPOINT_PATH)
    if (!checkpoint || !run || run.quotesAt === 0) return
    if (checkpoint.date !== this.#date) this.#begin(checkpoint.date)
    const session = sessionAt(run.quotesAt)
    if (session.phase === 'regular') this.#take(run.quotes, session)
    this.#scans += 1
    if (this.#scans % COMPARE_EVERY === 0) {
      for (const [symbol, tape] of Object.entries(checkpoint.tapes))
        this.#book.check(
          'I20',
          isDeepStrictEqual(tape, this.#tapeOf(symbol)),
          () => `${symbol} in ${run.key}`,
        )
    }
    for (const write of writes) this.#judgeAgain(write, run, books)
  }

  #begin(date: ExchangeDate): void {
    this.#date = date
    this.#plans = new Map()
    this.#tapes = new Map()
  }

  #take(quotes: ReadonlyMap<string, Quote>, session: RegularSession): void {
    for (const [symbol, quote] of quotes)
      this.#tapes.set(symbol, recordQuote(this.#tapeOf(symbol), quote, session))
  }

  #tapeOf(symbol: string): SymbolTape {
    return this.#tapes.get(symbol) ?? warmTape(pastOf(this.#date as ExchangeDate).session.bars)
  }

  #judgeAgain(write: Write, run: RunSeen, { before, after }: BooksAround): void {
    if (write.kind === 'delete' || !write.path.startsWith('decisions/') || !after) return
    const { symbol, at, decision, refusals, assessment } = write.value as unknown as Signal
    if (decision !== 'enter' && !(decision === 'refuse' && this.#isNextRefusal())) return
    const recorded = JSON.stringify({ symbol, at, decision, refusals, assessment })
    const judge = (books: TradingState) => JSON.stringify(this.#judge(symbol, at, run, books))
    const same = recorded === judge(after) || (before !== undefined && recorded === judge(before))
    this.#book.check('I18', same, () => `${write.path}: ${firstDifference(recorded, judge(after))}`)
  }

  #isNextRefusal(): boolean {
    this.#refusals += 1
    return this.#refusals % REFUSALS_EVERY === 0
  }

  #judge(symbol: Ticker, at: EpochMs, run: RunSeen, state: TradingState): Signal {
    const instrument = findInstrument(symbol)
    const session = sessionAt(at)
    if (!instrument || session.phase === 'closed') throw new Error(`${symbol} was judged at ${at}`)
    const issuedAt = exchangeInstant(exchangeDate(at), SIGN_IN_MINUTE)
    const token = tokenState({ issuedAt, lastUsedAt: at }, at)
    return evaluateSymbol(
      { instrument, plan: this.#planOf(symbol), tape: this.#tapeOf(symbol), quote: run.quotes.get(symbol) },
      {
        now: at,
        session,
        entry: this.#config.entry,
        style: this.#config.style,
        token: {
          active: token.kind === 'ACTIVE',
          minutesLeft: 'minutesLeft' in token ? token.minutesLeft : 0,
        },
        clockHealthy: true,
        budgetHealthy: true,
        symbolDay: state.symbols[symbol] ?? { entries: 0 },
      },
    )
  }

  #planOf(symbol: Ticker): ReadyPlan {
    const known = this.#plans.get(symbol)
    if (known) return known
    const instrument = findInstrument(symbol)
    if (!instrument) throw new Error(`${symbol} is not in the registry`)
    const { days, session } = pastOf(this.#date as ExchangeDate)
    const minSessions = this.#config.entry.volumeProfileSessionsMin
    const plan = readyPlan(
      planSymbol({ instrument, dailyBars: days, minuteSessions: [session], minSessions }),
    )
    this.#plans.set(symbol, plan)
    return plan
  }
}

function firstDifference(first: string, second: string): string {
  let place = 0
  while (place < first.length && first[place] === second[place]) place += 1
  return `"${first.slice(place - 40, place + 40)}" was recorded, "${second.slice(place - 40, place + 40)}" now`
}

function valueAt<T>(writes: readonly Write[], path: string): T | undefined {
  const write = writes.find((each) => each.path === path)
  return write && write.kind !== 'delete' ? (write.value as unknown as T) : undefined
}
