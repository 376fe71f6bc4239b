import { describe, expect, test } from '@jest/globals'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { LEASE_PATH } from '../../../shared/cycles/lease.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { openTick } from '../../../shared/cycles/open-tick.ts'
import { renew } from '../../../shared/cycles/renew.ts'
import { runAnyTime } from '../../../shared/cycles/run-tick.ts'
import { alertPath, LeaseLostError, STATE_PATH, Tick } from '../../../shared/cycles/tick.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { SECOND_MS } from '../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const FIRST = triggerAt(NINE_THIRTY_SIX)
const OTHER = triggerAt(NINE_THIRTY_SIX, 'signal-scan')

function alert(alertId: string): Alert {
  return { alertId, type: 'TOKEN', urgency: 'info', time: NINE_THIRTY_SIX, text: alertId }
}

describe('claiming a run', () => {
  test('a run key that was used is a duplicate', async () => {
    const { world } = cycleBench()
    expect(await monitor(world, FIRST)).toMatchObject({ status: 'done' })
    expect(await monitor(world, FIRST)).toEqual({ status: 'duplicate' })
  })

  test('the same schedule time of another job is another run', async () => {
    const { world } = cycleBench()
    await monitor(world, FIRST)
    expect(await renew(world, triggerAt(NINE_THIRTY_SIX, 'token-renewal'))).toMatchObject({ status: 'done' })
  })

  test('a run that is still being done by its holder is a duplicate at once', async () => {
    const bench = cycleBench()
    await bench.tick(FIRST)
    expect(await openTick(bench.world, FIRST, DATE)).toEqual({ status: 'duplicate' })
    expect(bench.clock.now()).toBe(NINE_THIRTY_SIX)
  })
})

describe('the lease of the account', () => {
  test('a state that can not be read claims nothing', async () => {
    const bench = cycleBench()
    await bench.store.commit([{ kind: 'set', path: STATE_PATH, value: { day: 'spoilt' } }])
    await expect(openTick(bench.world, FIRST, DATE)).rejects.toThrow()
    expect(await bench.store.get(LEASE_PATH)).toBeUndefined()
  })

  test('a second run waits 15 seconds for the holder and then answers busy', async () => {
    const bench = cycleBench()
    await bench.tick(FIRST)
    expect(await openTick(bench.world, OTHER, DATE)).toEqual({
      status: 'busy',
      holder: `position-monitor-${NINE_THIRTY_SIX}`,
    })
    expect(bench.clock.now() - NINE_THIRTY_SIX).toBe(15 * SECOND_MS)
  })

  test('a second run goes on as soon as the holder has given the account back', async () => {
    const bench = cycleBench()
    const holder = await bench.tick(FIRST)
    const sleep = bench.clock.sleep.bind(bench.clock)
    bench.clock.sleep = async (milliseconds) => {
      await sleep(milliseconds)
      await holder.commit({ release: true })
    }
    expect(await openTick(bench.world, OTHER, DATE)).toBeInstanceOf(Tick)
    expect(bench.clock.now() - NINE_THIRTY_SIX).toBe(SECOND_MS)
  })

  test.each([
    [49_999, false],
    [50_000, true],
  ])('a holder that is silent for %d ms loses the account: %s', async (silenceMs, lost) => {
    const bench = cycleBench()
    await bench.tick(FIRST)
    bench.clock.advance(silenceMs)
    bench.clock.sleep = async () => {}
    const second = await openTick(bench.world, OTHER, DATE)
    expect(second instanceof Tick).toBe(lost)
  })

  test('each holder has a higher epoch than the one before', async () => {
    const bench = cycleBench()
    await bench.tick(FIRST)
    bench.clock.advance(50 * SECOND_MS)
    await bench.tick(OTHER)
    expect((await bench.store.get(LEASE_PATH))?.value).toMatchObject({
      epoch: 2,
      holder: `signal-scan-${NINE_THIRTY_SIX}`,
    })
  })

  test('a stale holder writes nothing and learns that it lost the account', async () => {
    const bench = cycleBench()
    const stale = await bench.tick(FIRST)
    bench.clock.advance(50 * SECOND_MS)
    await bench.tick(OTHER)
    stale.record('decisions/late', { symbol: 'TQQQ' })
    stale.state = { ...stale.state, sequence: 7 }
    await expect(stale.commit()).rejects.toThrow(LeaseLostError)
    expect(await bench.store.get('decisions/late')).toBeUndefined()
    expect(await bench.store.get('engine/state')).toBeUndefined()
    expect(stale.lost).toBe(true)
  })

  test('a cycle that lost the account delivers no alert of its own', async () => {
    const bench = cycleBench()
    const run = runAnyTime(bench.world, FIRST, DATE, async (tick) => {
      bench.clock.advance(50 * SECOND_MS)
      await bench.tick(OTHER)
      tick.alert(alert('late'))
      await tick.commit()
      return {}
    })
    await expect(run).rejects.toThrow(LeaseLostError)
    expect(bench.headlines()).toEqual([])
  })

  test('the account is given back when the work fails', async () => {
    const bench = cycleBench()
    const failing = runAnyTime(bench.world, FIRST, DATE, async () => {
      throw new RangeError('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(await openTick(bench.world, OTHER, DATE)).toBeInstanceOf(Tick)
  })
})

describe('the outbox', () => {
  test('an alert is in the store before it is delivered', async () => {
    const bench = cycleBench()
    const seen: unknown[] = []
    bench.notifier.beforeDelivery = async ({ alertId }) => {
      seen.push((await bench.store.get(alertPath(alertId)))?.value, (await bench.stored()).pendingAlerts)
    }
    await runAnyTime(bench.world, FIRST, DATE, async (tick) => {
      tick.alert(alert('first'))
      return {}
    })
    expect(seen).toEqual([expect.objectContaining({ alertId: 'first', status: 'sending' }), ['first']])
    expect((await bench.stored()).pendingAlerts).toEqual([])
    expect((await bench.store.get(alertPath('first')))?.value).toMatchObject({ status: 'sent' })
  })

  test('what a failing notifier leaves is delivered by the next run of any cycle, in order and once', async () => {
    const bench = cycleBench()
    bench.notifier.failure = new Error('the line is dead')
    const left = await runAnyTime(bench.world, FIRST, DATE, async (tick) => {
      tick.alert(alert('first'))
      tick.alert(alert('second'))
      return {}
    })
    expect(left).toMatchObject({ status: 'done', alertsWaiting: 'the line is dead' })
    bench.notifier.failure = undefined
    await renew(bench.world, triggerAt(NINE_THIRTY_SIX, 'token-renewal'))
    await monitor(bench.world, triggerAt(NINE_THIRTY_SIX, 'position-monitor'))
    await renew(bench.world, triggerAt(NINE_THIRTY_SIX, 'daily-report'))
    expect(bench.headlines()).toEqual(['first', 'second'])
  })

  test('an alert that waits already is not delivered twice when it is raised again', async () => {
    const bench = cycleBench()
    const raise = (job: 'position-monitor' | 'signal-scan') =>
      runAnyTime(bench.world, triggerAt(NINE_THIRTY_SIX, job), DATE, async (tick) => {
        tick.alert(alert('same'))
        return {}
      })
    bench.notifier.failure = new Error('the line is dead')
    await raise('position-monitor')
    bench.notifier.failure = undefined
    await raise('signal-scan')
    expect(bench.headlines()).toEqual(['same'])
  })

  test('an error of our own tells under which id the log has its story', async () => {
    const bench = cycleBench()
    const failing = runAnyTime(bench.world, { ...FIRST, correlationId: 'log-id-1' }, DATE, async () => {
      throw new RangeError('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(bench.notifier.delivered.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^SAFE MODE ON: system-error\n.*\nLog id log-id-1\n/s),
    ])
  })

  test('an alert of a run whose work failed is delivered all the same', async () => {
    const bench = cycleBench()
    const failing = runAnyTime(bench.world, FIRST, DATE, async (tick) => {
      tick.alert(alert('before the failure'))
      throw new RangeError('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(bench.headlines()).toEqual(['before the failure', 'SAFE MODE ON: system-error'])
  })
})
