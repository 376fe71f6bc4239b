import { expect, test } from '@jest/globals'
import { watchdog } from '../../../shared/cycles/watchdog.ts'
import type { TradingState } from '../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'

const TEN = exchangeInstant(parseExchangeDate('2026-03-03'), 600)
const ago = (seconds: number) => (TEN - seconds * SECOND_MS) as EpochMs

/** One look at ten o'clock after these last runs. */
async function look(lastRuns: TradingState['lastRuns'], now: EpochMs = TEN) {
  const bench = cycleBench({ now })
  await bench.leave({ lastRuns })
  const done = await watchdog(bench.world, triggerAt(now, 'watchdog'))
  return { bench, done }
}

const both = (seconds: number) => ({ 'signal-scan': ago(seconds), 'position-monitor': ago(seconds) })

test.each([
  [135, []],
  [136, ['SILENT position-monitor']],
  [255, ['SILENT position-monitor']],
  [256, ['SILENT position-monitor', 'SILENT signal-scan']],
])('%d s after the last runs the owner is told %j', async (seconds, headlines) => {
  const { bench } = await look(both(seconds))
  expect(bench.headlines()).toEqual(headlines)
  for (const { urgency } of bench.notifier.delivered) expect(urgency).toBe('critical')
})

test('one silence is told once, the next one again', async () => {
  const { bench } = await look(both(136))
  bench.clock.advance(60_000)
  await watchdog(bench.world, triggerAt(bench.clock.now(), 'watchdog'))
  expect(bench.headlines()).toEqual(['SILENT position-monitor'])
  const { lastRuns, ...state } = await bench.stored()
  await bench.leave({ ...state, lastRuns: { ...lastRuns, 'position-monitor': bench.clock.now() } })
  bench.clock.advance(136_000)
  await watchdog(bench.world, triggerAt(bench.clock.now(), 'watchdog'))
  expect(bench.headlines().filter((line) => line === 'SILENT position-monitor')).toHaveLength(2)
})

test('while all goes well it takes nothing and writes nothing', async () => {
  const { bench, done } = await look(both(60))
  expect(done).toEqual({ status: 'done', silent: [] })
  expect(await bench.store.get('control/lease')).toBeUndefined()
})

test('the time before the open is no silence, and after the close nothing is read', async () => {
  const open = exchangeInstant(parseExchangeDate('2026-03-03'), 570)
  expect((await look({}, (open + 135_000) as EpochMs)).bench.headlines()).toEqual([])
  expect((await look({}, (open + 136_000) as EpochMs)).bench.headlines()).toEqual(['SILENT position-monitor'])
  const bench = cycleBench({ now: exchangeInstant(parseExchangeDate('2026-03-03'), 960) })
  await bench.store.close()
  expect(await watchdog(bench.world, triggerAt(bench.clock.now(), 'watchdog'))).toMatchObject({
    status: 'skipped',
  })
})
