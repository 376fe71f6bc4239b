import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import type { Money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { usableForEntry, usableForExit } from '../../../shared/market-data/quote-usability.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { quoteOf, without } from '../../support/quotes.ts'
import { atMinute, sessionNow } from '../../support/session.ts'

const now = atMinute(60)
const session = sessionNow(now)
const config = parseConfig({})
const entryRule = { ageSecondsMax: config.entry.quoteAgeSecondsMax }
const exitRule = { ageSecondsMax: config.exits.quoteAgeSecondsMax }

function entry(quote: Quote | undefined, at: EpochMs = now) {
  return usableForEntry(quote, { now: at, session, ...entryRule })
}

function exit(quote: Quote | undefined, at: EpochMs = now) {
  return usableForExit(quote, { now: at, ...exitRule })
}

function agedMs(milliseconds: number): Quote {
  return { ...quoteOf({ last: 47.5 }), time: (now - milliseconds) as EpochMs }
}

describe.each([
  ['entry', entry, 15_000],
  ['exit', exit, 90_000],
] as const)('a quote for an %s', (_, judge, ageMsMax) => {
  test('is usable with both sides, a last trade and a fresh stamp', () => {
    expect(judge(quoteOf({ last: 47.5 }))).toMatchObject({ ok: true, quote: { last: 475_000, bid: 474_900 } })
  })

  test(`is usable up to ${ageMsMax / 1_000} s and not a millisecond longer`, () => {
    expect(judge(agedMs(ageMsMax - 1))).toMatchObject({ ok: true })
    expect(judge(agedMs(ageMsMax))).toMatchObject({ ok: true })
    expect(judge(agedMs(ageMsMax + 1))).toMatchObject({ ok: false, code: 'stale' })
  })

  test('is not usable when its stamp lies further ahead than its age limit', () => {
    expect(judge(agedMs(-ageMsMax))).toMatchObject({ ok: true })
    expect(judge(agedMs(-ageMsMax - 1))).toMatchObject({ ok: false, code: 'ahead-of-clock' })
  })

  test.each(['DELAYED', 'CLOSING', 'EH_REALTIME', 'EH_BEFORE_OPEN', 'EH_CLOSED'] as const)(
    'is not usable when %s',
    (status) => {
      expect(judge({ ...quoteOf({ last: 47.5 }), status })).toMatchObject({ ok: false, code: 'status' })
    },
  )

  test.each(['bid', 'ask', 'last'] as const)('is not usable without its %s', (field) => {
    expect(judge(without(quoteOf({ last: 47.5 }), field))).toMatchObject({
      ok: false,
      code: `missing-${field}`,
    })
  })

  test('may be locked but not crossed', () => {
    const locked = { ...quoteOf({ last: 47.5 }), bid: 475_000 as Money, ask: 475_000 as Money }
    expect(judge(locked)).toMatchObject({ ok: true })
    expect(judge({ ...locked, bid: 475_001 as Money })).toEqual({
      ok: false,
      code: 'crossed',
      text: 'the bid 47.5001 is above the ask 47.50',
    })
  })

  test('must exist', () => {
    expect(judge(undefined)).toMatchObject({ ok: false, code: 'missing-quote' })
  })
})

describe('the session', () => {
  test('must be open for an entry', () => {
    const closed = sessionAt((session.openAt - 1) as EpochMs)
    const judged = usableForEntry(quoteOf({ last: 47.5 }), { now, session: closed, ...entryRule })
    expect(judged).toMatchObject({ ok: false, code: 'out-of-session' })
  })

  test.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('counts a stamp %d ms from the open: usable %s', (offset, ok) => {
    const time = (session.openAt + offset) as EpochMs
    expect(entry({ ...quoteOf({ last: 47.5 }), time }, session.openAt)).toMatchObject({ ok })
  })

  test.each([
    [-1, true],
    [0, false],
    [1, false],
  ])('counts a stamp %d ms from the close: usable %s', (offset, ok) => {
    const time = (session.closeAt + offset) as EpochMs
    expect(entry({ ...quoteOf({ last: 47.5 }), time }, session.closeAt)).toMatchObject({ ok })
  })

  test('does not matter for the stamp of an exit quote', () => {
    const time = (session.openAt - 1) as EpochMs
    expect(exit({ ...quoteOf({ last: 47.5 }), time }, session.openAt)).toMatchObject({ ok: true })
  })
})
