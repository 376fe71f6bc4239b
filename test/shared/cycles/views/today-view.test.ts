import { beforeAll, describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checksToldBy, goNoGoAlert, type ReadinessCheck } from '../../../../shared/alerts/go-no-go-alert.ts'
import { todayAnswer } from '../../../../shared/api/answers/dashboard-answers.ts'
import { parseConfig } from '../../../../shared/config/config.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import { alertPath } from '../../../../shared/cycles/tick.ts'
import { sessionNow } from '../../../../shared/cycles/views/session-now.ts'
import { todayView } from '../../../../shared/cycles/views/today-view.ts'
import type { DocumentValue } from '../../../../shared/ports/store.ts'
import type { CalendarException } from '../../../../shared/time/calendar-exception.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { countedStore } from '../../../support/counted-store.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { HandClock } from '../../../support/hand-clock.ts'
import { at, DATE, tradedDay } from '../questions/traded-day.ts'
import { troubledDay } from '../questions/troubled-day.ts'
import { known } from './known.ts'

const VERSION = { version: '1.2.3' }
const today = async (here: Known) => todayAnswer.parse(await todayView(here, VERSION))

let day: Known
let troubled: Known
beforeAll(async () => {
  day = await known(await tradedDay())
  troubled = await known(await troubledDay())
})

describe('today', () => {
  test('of an empty system before the open is told with what there is', async () => {
    const { goNoGo, ...answer } = await today(await known(cycleBench({ now: at(540) })))
    expect(answer).toEqual({
      now: '2026-03-03T14:00:00.000Z',
      localTimeZone: 'America/New_York',
      ...{ mode: 'DEMO', broker: 'simulator', armed: false, needsArming: false },
      session: {
        phase: 'before',
        date: '2026-03-03',
        opensAt: '2026-03-03T14:30:00.000Z',
        closesAt: '2026-03-03T21:00:00.000Z',
      },
      ...{ paused: false, killed: false, safeMode: [] },
      day: { scans: 0, monitors: 0, entries: 0, exits: 0, wins: 0, realized: '0.00', fees: '0.00' },
      ...{ isSilent: false, pendingAlerts: 0, version: '1.2.3' },
    })
    expect(goNoGo?.map(({ name, ok }) => [name, ok])).toEqual(
      ['token', 'clock', 'data', 'budget', 'reconciliation', 'calendar', 'safe mode', 'paused'].map(
        (name) => [name, true],
      ),
    )
  })

  test('of a traded day has its figures, worked out by hand', async () => {
    const { selection, ...answer } = await today(day)
    expect(answer).toMatchObject({
      now: '2026-03-03T15:50:42.000Z',
      session: { phase: 'open', closesAt: '2026-03-03T21:00:00.000Z' },
      // Every minute from 09:30 to 10:50, every second one a scan.
      day: { scans: 41, monitors: 81, entries: 3, exits: 2, wins: 1, realized: '-221.64', fees: '0.00' },
      // 96 x (90.45 - 90.01)
      ...{ openProfit: '42.24', openProfitAt: '2026-03-03T15:50:00.000Z', equity: '24820.60' },
      lastScanAt: '2026-03-03T15:50:00.000Z',
      lastMonitorAt: '2026-03-03T15:50:00.000Z',
      ...{ isSilent: false, paused: false, safeMode: [] },
    })
    expect(selection?.symbols).toContain('UPRO')
    expect(answer.goNoGo?.find(({ name }) => name === 'reconciliation')).toEqual({
      name: 'reconciliation',
      ok: true,
      detail: 'books agree, held: UPRO',
    })
  })

  test('names everything that keeps entries out', async () => {
    const answer = await today(troubled)
    expect(answer).toMatchObject({ paused: true, killed: false, isSilent: true, pendingAlerts: 2 })
    expect(answer.safeMode[0]).toEqual({
      reason: 'paused',
      detail: 'paused by the owner',
      since: '2026-03-03T20:30:00.000Z',
    })
    expect(answer).not.toHaveProperty('openProfit')
    expect(answer.goNoGo?.flatMap(({ name, ok }) => (ok ? [] : [name]))).toEqual([
      'clock',
      'safe mode',
      'paused',
    ])
  })

  test.each([
    ['LIVE', 'production', true],
    ['LIVE', 'simulator', false],
    ['DEMO', 'production', false],
  ] as const)('in %s at the %s broker needs arming: %s', async (mode, environment, needed) => {
    const bench = cycleBench({ now: at(600) })
    const config = parseConfig({ mode, broker: { environment } })
    const unarmed = await today(await known(bench, { config }))
    expect([unarmed.armed, unarmed.needsArming]).toEqual([false, needed])
    await bench.leave({ owner: { armedAt: at(590), selling: [], unlocked: {} } })
    expect((await today(await known(bench, { config }))).armed).toBe(needed)
  })

  test('asks no broker, and reads two documents beside the state where a card was told', async () => {
    const bench = cycleBench({ now: at(600) })
    await tellCard(bench)
    const store = countedStore(bench.store)
    await todayView(await known(bench, { store }), VERSION)
    expect(store.trips).toEqual(['get days/2026-03-03-selection', 'get outbox/go-no-go-2026-03-03'])
    expect([bench.broker.calls, bench.market.asked, bench.session.calls]).toEqual([[], [], []])
  })
})

describe('go or no go', () => {
  test('is the card that was told this morning, with its moment', async () => {
    const bench = cycleBench({ now: at(600) })
    await tellCard(bench)
    const { goNoGo, goNoGoToldAt } = await today(await known(bench))
    expect(goNoGoToldAt).toBe('2026-03-03T14:25:00.000Z')
    expect(goNoGo).toEqual(CHECKS)
  })

  test('says no to token and data while nobody has signed in', async () => {
    const bench = cycleBench({ now: at(540) })
    bench.session.current = undefined
    const { goNoGo } = await today(await known(bench))
    expect(goNoGo?.slice(0, 3)).toEqual([
      { name: 'token', ok: false, detail: 'NOT_FOUND, log in' },
      { name: 'clock', ok: true, detail: expect.any(String) },
      { name: 'data', ok: false, detail: 'no quotes without a token' },
    ])
  })

  test('is not asked on a date without a session', async () => {
    const saturday = exchangeInstant(parseExchangeDate('2026-03-07'), 600)
    expect(await today(await known(cycleBench({ now: saturday })))).not.toHaveProperty('goNoGo')
  })

  test('is read from a card as it was written, whatever the checks say', () => {
    const check = fc.record({
      name: fc.constantFrom<ReadinessCheck['name']>('token', 'data', 'safe mode', 'paused'),
      ok: fc.boolean(),
      detail: fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\n\r\u2028\u2029]/g, ' ')),
    })
    fc.assert(
      fc.property(fc.array(check, { maxLength: 8 }), (checks) => {
        expect(checksToldBy(goNoGoAlert({ date: DATE, time: at(565), checks }).text)).toEqual(checks)
      }),
    )
  })
})

describe('the session', () => {
  const THANKSGIVING = '2026-11-26'
  const FRIDAY = '2026-11-27'
  const on = (date: string, minute: number, calendar: readonly CalendarException[] = []) =>
    sessionNow({ clock: new HandClock(exchangeInstant(parseExchangeDate(date), minute)), calendar })

  test('of a holiday is closed, by its name, until the next open', () => {
    expect(on(THANKSGIVING, 600)).toEqual({
      ...{ phase: 'closed', date: THANKSGIVING, name: 'Thanksgiving Day' },
      nextOpensAt: '2026-11-27T14:30:00.000Z',
    })
  })

  test('of a weekend has no name', () => {
    expect(on('2026-03-07', 600)).toEqual({
      phase: 'closed',
      date: '2026-03-07',
      nextOpensAt: '2026-03-09T13:30:00.000Z',
    })
  })

  test('that the owner does not want to trade says why', () => {
    const noTrade = { date: DATE, name: 'a day off', kind: 'noTrade' } as const
    expect(on(DATE, 600, [noTrade])).toMatchObject({ phase: 'open', noTrade: 'a day off' })
  })

  test.each([
    [570, -1, 'before'],
    [570, 0, 'open'],
    [780, -1, 'open'],
    [780, 0, 'after'],
  ] as const)('that closes early is, at minute %i and %i ms, %s', (minute, offsetMs, phase) => {
    const clock = new HandClock((exchangeInstant(parseExchangeDate(FRIDAY), minute) + offsetMs) as never)
    const session = sessionNow({ clock, calendar: [] })
    expect(session).toMatchObject({ phase, closesAt: '2026-11-27T18:00:00.000Z' })
    expect(session.name).toMatch(/Thanksgiving/)
    expect(session.nextOpensAt).toBe(phase === 'after' ? '2026-11-30T14:30:00.000Z' : undefined)
  })
})

const CHECKS: readonly ReadinessCheck[] = [
  { name: 'token', ok: true, detail: 'accepted until midnight ET' },
  { name: 'data', ok: false, detail: 'no answer: 503, try again' },
  { name: 'safe mode', ok: true, detail: 'off' },
]

/** As the last renewal before the open leaves it. */
async function tellCard(bench: CycleBench): Promise<void> {
  const { alertId, ...card } = goNoGoAlert({ date: DATE, time: at(565), checks: CHECKS })
  const value = { alertId, ...card, status: 'sent' } as unknown as DocumentValue
  await bench.leave({ told: [alertId] })
  await bench.store.commit([{ kind: 'set', path: alertPath(alertId), value }])
}
