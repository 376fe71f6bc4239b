import { expect, test } from '@jest/globals'
import { DayCalls } from '../../../infra/metrics/day-calls.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { HandClock } from '../../support/hand-clock.ts'

const MONDAY = parseExchangeDate('2026-03-02')
const TUESDAY = parseExchangeDate('2026-03-03')
const MARKET = { provider: 'etrade', module: 'market' }

function bench() {
  const clock = new HandClock(exchangeInstant(MONDAY, 23 * 60 + 59))
  const store = new MemoryStore({ clock })
  return { clock, store, open: () => new DayCalls({ store, clock }) }
}

test('the counts of several instances and restarts add up', async () => {
  const { open } = bench()
  const instances = [open(), open(), open()]
  for (const instance of instances) instance.count(MARKET)
  instances[0]?.count({ provider: 'etrade', module: 'orders' })
  await Promise.all(instances.map((instance) => instance.save()))
  await instances[0]?.save()
  expect(await open().of(MONDAY)).toEqual({ 'etrade/market': 3, 'etrade/orders': 1 })
})

test('a call belongs to the New York day on which it was made', async () => {
  const { clock, open } = bench()
  const calls = open()
  calls.count(MARKET)
  clock.advance(60_000)
  calls.count(MARKET)
  await calls.save()
  expect([await calls.of(MONDAY), await calls.of(TUESDAY)]).toEqual([
    { 'etrade/market': 1 },
    { 'etrade/market': 1 },
  ])
})

test('what could not be saved is saved the next time', async () => {
  const { store, open } = bench()
  const calls = open()
  calls.count(MARKET)
  const commit = store.commit.bind(store)
  store.commit = () => Promise.reject(new Error('down'))
  await expect(calls.save()).rejects.toThrow('down')
  store.commit = commit
  calls.count(MARKET)
  await calls.save()
  expect(await open().of(MONDAY)).toEqual({ 'etrade/market': 2 })
})
