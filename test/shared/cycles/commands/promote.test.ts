import { expect, test } from '@jest/globals'
import type { Store } from '../../../../shared/ports/store.ts'
import { tradingStateSchema } from '../../../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { SECOND_MS } from '../../../../shared/time/instant.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { PhoneBench } from '../../../support/phone-bench.ts'
import { type Books, keptBooks } from '../../backtest/promotion/kept-books.ts'

const LIVE = { mode: 'LIVE', broker: { environment: 'production' } }

/** The owner on the evening after a run, with its books. */
async function evening(books: Books, config: object = {}) {
  const bench = cycleBench({ now: exchangeInstant(parseExchangeDate('2026-03-28'), 1_000), config })
  const store = await keptBooks(books)
  Object.assign(bench.world, { store })
  return { bench, store, phone: new PhoneBench(bench.world) }
}

const promotedAt = async (store: Store) =>
  tradingStateSchema.parse((await store.get('engine/state'))?.value).owner.promotedAt

test('a DEMO run that meets every condition is promoted, and what comes next is told', async () => {
  const { bench, store, phone } = await evening({})
  await phone.order('/promote')
  expect(phone.last?.text).toBe('PROMOTED: done.')
  expect(await promotedAt(store)).toBe(bench.clock.now())
  const [alert] = bench.notifier.delivered
  expect(alert?.text).toMatch(/^PROMOTED by the owner\nThe DEMO run from 2026-03-02 to 2026-03-27 meets all/)
  expect(alert?.text).toContain('\nprofit factor: 4.50, needed: at least 1.20\n')
  expect(alert?.text).toContain('mode LIVE in the configuration, a deployment, and /arm')
  const events = (await store.query({ collection: 'events' })).flatMap(({ value }) => value['events'])
  expect(events).toContainEqual({ kind: 'owner-ordered', name: 'promote', args: [] })
})

test('a run that is too short is not promoted, and every missing condition has its figure', async () => {
  const { bench, store, phone } = await evening({ sessions: 19 })
  await phone.order('/promote')
  expect(phone.last?.text).toBe(
    'Not promoted: 2 of 7 conditions are not met.\nsessions: 19, needed: at least 20\ntrades: 95, needed: at least 100',
  )
  expect(await promotedAt(store)).toBeUndefined()
  expect(bench.notifier.delivered).toEqual([])
})

test.each<[string, Books, string]>([
  ['books without a session', { sessions: 0 }, 'There is no DEMO run to judge'],
  ['books of LIVE', { mode: 'LIVE' }, 'Not judged: this store was run in LIVE'],
])('%s are refused in words', async (_, books, words) => {
  const { store, phone } = await evening(books)
  await phone.order('/promote')
  expect(phone.last?.text).toContain(words)
  expect(await promotedAt(store)).toBeUndefined()
})

test('reading that takes too long ends in time and changes nothing', async () => {
  const { bench, store, phone } = await evening({})
  await phone.say('/promote')
  const startedAt = bench.clock.now()
  const slow: Store = Object.create(store, {
    query: {
      value: (query: Parameters<Store['query']>[0]) => {
        if (query.collection === 'tape') bench.clock.advance(3 * SECOND_MS)
        return store.query(query)
      },
    },
  })
  for (const method of ['get', 'getAll', 'commit'] as const)
    Object.defineProperty(slow, method, { value: store[method].bind(store) })
  Object.assign(bench.world, { store: slow })
  await phone.tap()
  expect(phone.last?.text).toBe('Not judged: the records of 20 sessions take too long to read.')
  expect(bench.clock.now() - startedAt).toBeLessThan(30 * SECOND_MS)
  expect(await promotedAt(store)).toBeUndefined()
})

test('/arm says whether a run was promoted, and asks either way', async () => {
  const { phone } = await evening({}, LIVE)
  await phone.say('/arm')
  expect(phone.last?.text).toContain('No DEMO run was promoted; /promote judges one.')
  await phone.order('/promote')
  await phone.say('/arm')
  expect(phone.last?.text).toContain('A DEMO run was promoted on 2026-03-28 16:40 ET.')
  expect(phone.last?.buttons).toHaveLength(1)
})
