import { parseConfig } from '../../shared/config/config.ts'
import { firstTape, prepareSymbol } from '../../shared/cycles/universe-plan.ts'
import type { Quote } from '../../shared/domain/quote.ts'
import { readyPlan } from '../../shared/signals/symbol-plan.ts'
import { recordQuote } from '../../shared/signals/symbol-tape.ts'
import type { Instrument } from '../../shared/symbols/instrument.ts'
import { addDays, exchangeInstant } from '../../shared/time/exchange-time.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../shared/time/instant.ts'
import { type RegularSession, sessionAt } from '../../shared/time/session.ts'
import type { MarketSource } from '../market-source.ts'
import type { MarketQuote } from '../simulator/market/market.ts'
import type { Seen } from './gate-trial.ts'

const POLL_MINUTES = 2
const NOON = 12 * 60
const config = parseConfig({})

/** A symbol on a date of which the whole session was recorded. */
export interface SymbolDate {
  readonly instrument: Instrument
  readonly date: ExchangeDate
}

/** Every whole recorded session, date by date, as the files are kept in memory. */
export async function symbolDates({
  dates,
  instruments,
  history,
}: MarketSource): Promise<readonly SymbolDate[]> {
  const found: SymbolDate[] = []
  for (const date of dates)
    for (const instrument of instruments) {
      const before = addDays(date, 1)
      const [session] = await history.minuteSessions(instrument.symbol, { before, sessions: 1 })
      if (session?.date === date) found.push({ instrument, date })
    }
  return found
}

/** What scans two minutes apart would have seen of one recorded day, from the open to the close. */
export async function recordedDay(
  { market, history }: MarketSource,
  { instrument, date }: SymbolDate,
): Promise<Iterable<Seen>> {
  const prepared = await prepareSymbol({ history, config }, date, instrument)
  const plan = readyPlan(prepared.plan)
  return polls()

  function* polls(): Generator<Seen> {
    let tape = firstTape(prepared)
    for (const now of pollTimes(date)) {
      const session = regularSession(now)
      const shown = market.quote(instrument.symbol, now)
      if (!shown || !session) continue
      const quote = quoteOf(shown)
      tape = recordQuote(tape, quote, session)
      yield { instrument, plan, tape, quote, session, now }
    }
  }
}

function pollTimes(date: ExchangeDate): readonly EpochMs[] {
  const session = regularSession(exchangeInstant(date, NOON))
  if (!session) return []
  const polls = Math.ceil((session.closeAt - session.openAt) / (POLL_MINUTES * MINUTE_MS))
  return Array.from(
    { length: polls },
    (_, poll) => (session.openAt + poll * POLL_MINUTES * MINUTE_MS) as EpochMs,
  )
}

function regularSession(at: EpochMs): RegularSession | undefined {
  const session = sessionAt(at)
  return session.phase === 'closed' ? undefined : session
}

/** The simulated market names what a quote has that of the broker does not. */
function quoteOf({ name: _, lastTime: _time, previousDayVolume: _volume, ...figures }: MarketQuote): Quote {
  return { ...figures, status: 'REALTIME' }
}
