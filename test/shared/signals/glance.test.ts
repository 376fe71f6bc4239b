import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { openMarketSource } from '../../../local/market-source.ts'
import { BarsSession } from '../../../shared/backtest/market/symbol-session.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { firstTape } from '../../../shared/cycles/universe-plan.ts'
import { add, type Money, moneyFromNumber } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { glancePlan, shutAllDay, shutAtGlance } from '../../../shared/signals/glance.ts'
import { evaluateSymbol } from '../../../shared/signals/signal.ts'
import { planSymbol, readyPlan, type SymbolHistory } from '../../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape } from '../../../shared/signals/symbol-tape.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { marketDay, type OpenDay } from '../../../shared/time/market-calendar.ts'
import { sessionNow } from '../../support/session.ts'

const SCAN_MS = 2 * MINUTE_MS
/** The gates that a glance knows. */
const GLANCED = [
  'price',
  'average-volume',
  'data-quality',
  'twenty-bar-return',
  'volume-ratio',
  'rsi',
] as const
/** Nothing of the house keeps anything out. */
const HOUSE = {
  style: 'standard',
  token: { active: true, minutesLeft: 600 },
  clockHealthy: true,
  budgetHealthy: true,
  symbolDay: { entries: 0 },
} as const

const source = openMarketSource({ seed: 13, symbols: ['SQQQ', 'SPXU', 'FAZ', 'TQQQ'] })
const day = marketDay(source.dates[0]!) as OpenDay

type Past = Omit<SymbolHistory, 'minSessions'>

async function pastOf(index: number, { days = 260, sessions = 20 } = {}): Promise<Past> {
  const instrument = source.instruments[index]!
  const { symbol } = instrument
  return {
    instrument,
    dailyBars: await source.history.dailyBars(symbol, { before: day.date, count: days }),
    minuteSessions: await source.history.minuteSessions(symbol, { before: day.date, sessions }),
  }
}

/** What both say of a symbol: the gate that the glance names, and every gate that the judgement finds shut. */
interface Look {
  readonly glanced: string | undefined
  readonly refused: readonly string[]
}

function lookerAt(past: Past, entry = parseConfig({}).entry) {
  const history = { ...past, minSessions: entry.volumeProfileSessionsMin }
  const glance = glancePlan(history)
  const plan = readyPlan(planSymbol(history))
  return (quote: Quote, tape: SymbolTape): Look => {
    const session = sessionNow(quote.time)
    const seen = { instrument: past.instrument, plan, tape, quote }
    const { refusals, assessment } = evaluateSymbol(seen, { ...HOUSE, entry, now: quote.time, session })
    if (!assessment) throw new Error(`not judged: ${refusals[0]?.text}`)
    const minute = (quote.time - session.openAt) / MINUTE_MS
    const figures = { last: quote.last as Money, totalVolume: quote.totalVolume as number, minute }
    return {
      glanced: shutAllDay(glance, entry) ?? shutAtGlance(glance, figures, entry),
      refused: refusals.map(({ code }) => code.replace(/-unknown$/, '')),
    }
  }
}

function expectAgreement({ glanced, refused }: Look): void {
  const known = refused.filter((code) => GLANCED.some((each) => each === code))
  if (glanced === undefined) expect(known).toEqual([])
  else expect(known).toContain(glanced)
}

test('a glance and the whole judgement agree at every scan of a day, and both kinds of moments occur', async () => {
  const looks: Look[] = []
  for (const [index, { symbol }] of source.instruments.entries()) {
    const past = await pastOf(index)
    const look = lookerAt(past)
    const session = new BarsSession(symbol, source.market.day(symbol, day.date)!, day)
    let tape = firstTape(past)
    for (let at = day.openAt + SCAN_MS; at < day.closeAt; at += SCAN_MS) {
      const quote = session.quoteAt(at as EpochMs)!
      tape = recordQuote(tape, quote, sessionNow(quote.time))
      looks.push(look(quote, tape))
    }
  }
  for (const each of looks) expectAgreement(each)
  const passing = looks.filter(({ glanced }) => glanced === undefined)
  expect(passing.length).toBeGreaterThan(200)
  expect(looks.length - passing.length).toBeGreaterThan(200)
  expect(passing.filter(({ refused }) => refused.length === 0)).not.toEqual([])
})

describe('a glance and the whole judgement agree on any quote', () => {
  const moment = fc.record({
    rise: fc.double({ min: 0.6, max: 1.6, noNaN: true }),
    ratio: fc.double({ min: 0, max: 4, noNaN: true }),
    second: fc.integer({ min: 1, max: 390 * 60 - 1 }),
  })

  test.each([
    ['with a whole past', {}, {}],
    ['with too few days for an RSI', { days: 14 }, {}],
    ['with nineteen days', { days: 19 }, {}],
    ['with just twenty days', { days: 20 }, {}],
    ['without a minute of the past', { sessions: 0 }, {}],
    ['where a day must trade more than it does', {}, { averageVolumeMin: 1e12 }],
    ['where dear shares are kept out', {}, { priceUsdMax: 60 }],
    ['where cheap shares are kept out', {}, { priceUsdMin: 60 }],
  ])('%s', async (_, known, entry) => {
    const past = await pastOf(0, known)
    const look = lookerAt(past, parseConfig({ entry }).entry)
    const tape = firstTape(past)
    const close = past.dailyBars.at(-1)!.close
    const dayVolume = past.dailyBars.at(-1)!.volume
    fc.assert(
      fc.property(moment, ({ rise, ratio, second }) => {
        const last = moneyFromNumber(close * rise)
        const quote: Quote = {
          symbol: past.instrument.symbol,
          status: 'REALTIME',
          time: (day.openAt + second * 1_000) as EpochMs,
          bid: last,
          ask: add(last, 100 as Money),
          last,
          open: last,
          high: last,
          low: last,
          totalVolume: Math.round((dayVolume * ratio * second) / (390 * 60)),
        }
        expectAgreement(look(quote, tape))
      }),
    )
  })
})
