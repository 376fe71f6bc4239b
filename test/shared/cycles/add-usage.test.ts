import { expect, test } from '@jest/globals'
import { CallTally } from '../../../infra/metrics/call-tally.ts'
import { MeteredStore } from '../../../infra/store/metered-store.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'

/** Monitors whose store counts; what is looked at here is read past the count. */
function meteredBench(providerCalls = new CallTally()) {
  const { world, clock, store: counted, stored } = cycleBench()
  const store = new MeteredStore(counted)
  const untaken = store.startCount()
  const run = () =>
    monitor(
      { ...world, store, operations: untaken, providerCalls },
      triggerAt(clock.now(), 'position-monitor'),
    )
  return { run, clock, untaken, total: store.startCount(), usage: async () => (await stored()).day.usage }
}

test('each run adds what it has used of the store; its last batch is left to the next run', async () => {
  const { run, clock, untaken, total, usage } = meteredBench()
  await run()
  clock.advance(MINUTE_MS)
  await run()
  const [used, left] = [total.take(), untaken.take()]
  expect(await usage()).toMatchObject({ runs: 2, reads: used.reads, writes: used.writes - left.writes })
  expect(left).toMatchObject({ reads: 0, writes: expect.any(Number) })
  expect(left.writes).toBeGreaterThan(0)
})

test('calls to providers add up over the runs of the day, by provider and module', async () => {
  const calls = new CallTally()
  const { run, clock, usage } = meteredBench(calls)
  calls.count({ provider: 'etrade', module: 'market' })
  await run()
  clock.advance(MINUTE_MS)
  calls.count({ provider: 'etrade', module: 'orders' })
  calls.count({ provider: 'etrade', module: 'market' })
  await run()
  expect((await usage())?.calls).toEqual({ 'etrade/market': 2, 'etrade/orders': 1 })
})

test('a run that was turned away adds nothing; the next one counts what it has read', async () => {
  const { run, clock, usage } = meteredBench()
  await run()
  const first = await usage()
  expect(await run()).toMatchObject({ status: 'duplicate' })
  expect(await usage()).toEqual(first)
  clock.advance(MINUTE_MS)
  await run()
  const [before, after] = [first?.reads ?? 0, (await usage())?.reads ?? 0]
  expect(after).toBeGreaterThan(2 * before)
})
