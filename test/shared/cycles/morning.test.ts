import { describe, expect, test } from '@jest/globals'
import { prepareDay } from '../../../shared/cycles/prepare-day.ts'
import { renew } from '../../../shared/cycles/renew.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { dailyHistory, STRONG } from '../../support/daily-history.ts'
import { goldenPosition, TQQQ } from '../../support/fixtures.ts'
import { quoteOf } from '../../support/quotes.ts'

const TUESDAY = parseExchangeDate('2026-03-03')
const minuteOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

/** Nobody has signed in; `signIn` does. */
function morning(date = TUESDAY) {
  const bench = cycleBench({
    now: exchangeInstant(date, minuteOf('07:00')),
    instruments: [TQQQ].flatMap((symbol) => findInstrument(symbol) ?? []),
  })
  Object.assign(bench.world, { history: dailyHistory({ TQQQ: STRONG }) })
  bench.session.current = undefined
  return {
    bench,
    signIn: () => {
      const now = bench.clock.now()
      bench.session.current = { issuedAt: now, lastUsedAt: now }
    },
    prepare: () => prepareDay(bench.world, triggerAt(bench.clock.now(), 'prepare-day')),
    at: async (time: string) => {
      bench.clock.moveTo(exchangeInstant(date, minuteOf(time)))
      bench.market.shown = [quoteOf({ last: 47.5, time: bench.clock.now() })]
      const before = bench.headlines().length
      await renew(bench.world, triggerAt(bench.clock.now(), 'token-renewal'))
      return bench.headlines().slice(before)
    },
  }
}

const last = ({ notifier }: CycleBench) => notifier.delivered.at(-1)

describe('nobody has signed in', () => {
  test('the reminders grow urgent, each once, and end with a sign-in', async () => {
    const { at, bench, signIn } = morning()
    expect(await at('07:30')).toEqual(['TOKEN EXPIRED'])
    expect(await at('08:00')).toEqual(['LOG IN FOR TODAY'])
    expect(await at('08:15')).toEqual([])
    expect(await at('08:30')).toEqual(['STILL NOT LOGGED IN'])
    expect(await at('09:00')).toEqual(['NO LOGIN, 30 MINUTES TO THE OPEN'])
    expect(last(bench)).toMatchObject({ urgency: 'critical', offers: [{ command: '/login' }] })
    signIn()
    expect(await at('09:15')).toEqual([])
  })

  test('go or no go says no, and offers the sign-in', async () => {
    const { at, bench } = morning()
    const told = await at('09:25')
    expect(told).toContain('NO GO: token, data, reconciliation')
    expect(last(bench)).toMatchObject({ urgency: 'critical', offers: [{ command: '/login' }] })
  })

  test('on a day without a session nobody is reminded', async () => {
    const { at } = morning(parseExchangeDate('2026-03-07'))
    expect(await at('08:30')).toEqual(['TOKEN EXPIRED'])
    expect(await at('09:25')).toEqual([])
  })
})

describe('the day ahead', () => {
  test('is told from half past eight on, once, from what was prepared', async () => {
    const { at, bench, prepare, signIn } = morning()
    await prepare()
    signIn()
    expect(await at('08:15')).toEqual([])
    expect(await at('08:30')).toEqual(['GOOD MORNING 2026-03-03'])
    expect(last(bench)?.text.split('\n')).toEqual([
      'GOOD MORNING 2026-03-03',
      expect.stringMatching(/^Session 09:30 to 16:00 ET, market unknown/),
      expect.stringMatching(/^Watchlist TQQQ 0\.\d\d$/),
      '1 of 1 symbols may be entered: TQQQ',
      '2026-03-03 08:30 ET',
    ])
    expect(await at('09:00')).toEqual([])
  })

  test('that was not prepared is not told, and go or no go says so', async () => {
    const { at, bench, signIn } = morning()
    signIn()
    expect(await at('08:30')).toEqual([])
    expect(await at('09:25')).toEqual(['GO'])
    expect(last(bench)?.text).toContain('data: quotes come; the first scan prepares the day')
  })
})

describe('go or no go', () => {
  test('looks at everything that could keep entries out, once', async () => {
    const { at, bench, prepare, signIn } = morning()
    await prepare()
    signIn()
    await at('08:30')
    expect(await at('09:25')).toEqual(['GO'])
    expect(last(bench)?.text.split('\n').slice(1)).toEqual([
      '✅ token: accepted until midnight ET',
      expect.stringMatching(/^✅ clock: /),
      '✅ data: quotes come, prepared at 07:00 ET',
      '✅ budget: no limits',
      '✅ reconciliation: flat',
      '✅ calendar: session 09:30 to 16:00 ET',
      '✅ safe mode: off',
      '✅ paused: no',
      '2026-03-03 09:25 ET',
    ])
    expect(await at('09:26')).toEqual([])
  })

  test('names a broker whose quotes do not come', async () => {
    const { at, bench, signIn } = morning()
    signIn()
    bench.market.failure = new BrokerUnreachableError('market/quote', 'no answer')
    expect(await at('09:25')).toContain('NO GO: data')
  })

  test('names books that do not agree with the broker', async () => {
    const { at, bench, signIn } = morning()
    signIn()
    await bench.hold(goldenPosition({ changedAt: bench.clock.now() }))
    bench.broker.onHoldings = () => []
    expect(await at('09:25')).toContain('NO GO: reconciliation, safe mode')
  })
})
