import { describe, expect, test } from '@jest/globals'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { runAnyTime } from '../../../shared/cycles/run-tick.ts'
import { alertPath } from '../../../shared/cycles/tick.ts'
import { NotDeliveredError } from '../../../shared/ports/notifier.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'

const DATE = parseExchangeDate('2026-03-03')

function alertOf(bench: CycleBench, alertId: string, urgency: Alert['urgency'] = 'info'): Alert {
  return { alertId, type: 'OWNER', urgency, time: bench.clock.now(), text: alertId }
}

/** One run that raises these alerts; a run a minute. */
async function raise(bench: CycleBench, alertIds: readonly string[], urgency?: Alert['urgency']) {
  bench.clock.advance(MINUTE_MS)
  return runAnyTime(bench.world, triggerAt(bench.clock.now()), DATE, async (tick) => {
    for (const alertId of alertIds) tick.alert(alertOf(bench, alertId, urgency))
    return {}
  })
}

const told = ({ notifier }: CycleBench) =>
  notifier.notices.map(({ alerts, mayBeRepeat }) => [
    ...alerts.map(({ alertId }) => alertId),
    ...(mayBeRepeat ? ['(perhaps a repeat)'] : []),
  ])

describe('an alert whose delivery failed', () => {
  test('is told later without a word when it certainly did not arrive', async () => {
    const bench = cycleBench()
    bench.notifier.failure = new NotDeliveredError('refused')
    expect(await raise(bench, ['first'])).toMatchObject({ alertsWaiting: 'refused' })
    bench.notifier.failure = undefined
    await raise(bench, ['second'])
    expect(told(bench)).toEqual([['first'], ['second']])
  })

  test('is told as a possible repeat when nobody knows whether it arrived', async () => {
    const bench = cycleBench()
    bench.notifier.failure = new Error('the connection dropped')
    await raise(bench, ['first'])
    bench.notifier.failure = undefined
    await raise(bench, [])
    expect(told(bench)).toEqual([['first', '(perhaps a repeat)']])
  })

  test('by a crash in the middle of the delivery is told as a possible repeat too', async () => {
    const bench = cycleBench()
    bench.notifier.beforeDelivery = () => new Promise(() => {})
    void raise(bench, ['first'])
    await new Promise((resolve) => setImmediate(resolve))
    expect((await bench.store.get(alertPath('first')))?.value).toMatchObject({ status: 'sending' })
    bench.notifier.beforeDelivery = async () => {}
    await raise(bench, [])
    expect(told(bench)).toEqual([['first', '(perhaps a repeat)']])
  })

  test('is told as a possible repeat also when a run raises it again meanwhile', async () => {
    const bench = cycleBench()
    bench.notifier.failure = new Error('the connection dropped')
    await raise(bench, ['first'])
    bench.notifier.failure = undefined
    await raise(bench, ['first'])
    expect(told(bench)).toEqual([['first', '(perhaps a repeat)']])
  })

  test('never keeps a critical one behind it waiting', async () => {
    const bench = cycleBench()
    bench.notifier.beforeDelivery = async ({ alertId }) => {
      if (alertId === 'refused each time') throw new NotDeliveredError('can not be parsed')
    }
    await raise(bench, ['refused each time'])
    await raise(bench, ['critical'], 'critical')
    expect(told(bench)).toEqual([['critical']])
    expect((await bench.stored()).pendingAlerts).toEqual(['refused each time'])
  })
})

describe('the limits of messages', () => {
  test('after the service asked for a pause nothing is sent until it is over', async () => {
    const bench = cycleBench()
    bench.notifier.failure = new NotDeliveredError('too many', { retryAfterMs: 90_000 })
    await raise(bench, ['first'], 'critical')
    bench.notifier.failure = undefined
    await raise(bench, ['second'], 'critical')
    expect(told(bench)).toEqual([])
    await raise(bench, [])
    expect(told(bench)).toEqual([['first'], ['second']])
  })

  test('more than five informational alerts at once are one message, and critical ones stand alone', async () => {
    const bench = cycleBench()
    await raise(bench, ['1', '2', '3', '4', '5', '6'])
    await raise(bench, ['c1', 'c2'], 'critical')
    expect(told(bench)).toEqual([['1', '2', '3', '4', '5', '6'], ['c1'], ['c2']])
  })

  test('what goes over the limit of an hour waits, says so, and comes in its order', async () => {
    const bench = cycleBench({ config: { telegram: { messagesPerHourMax: 2, digestOver: 50 } } })
    expect(await raise(bench, ['1', '2', '3', '4'])).toMatchObject({
      alertsWaiting: '2 alerts wait, as many messages were sent lately',
    })
    expect(told(bench)).toEqual([['1'], ['2']])
    for (let minute = 0; minute < 61; minute += 1) await raise(bench, [])
    expect(told(bench)).toEqual([['1'], ['2'], ['3'], ['4']])
  })
})
