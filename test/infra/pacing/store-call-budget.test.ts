import { beforeEach, describe, expect, test } from '@jest/globals'
import { StoreCallBudget } from '../../../infra/pacing/store-call-budget.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { BrokerRateLimitedError } from '../../../shared/domain/errors.ts'
import type { BudgetedCall, CallNeeds, CallPurpose } from '../../../shared/ports/call-budget.ts'
import type { DocumentValue, Store } from '../../../shared/ports/store.ts'
import { DAY_MS, type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { countedStore } from '../../support/counted-store.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { HandClock } from '../../support/hand-clock.ts'

const RUN_MS = 50 * SECOND_MS
const SCAN: CallNeeds = { market: { calls: 3, symbols: 118 } }

let clock: HandClock
let store: ReturnType<typeof countedStore>

beforeEach(() => {
  clock = new HandClock(NINE_THIRTY_SIX)
  store = countedStore(new MemoryStore({ clock }))
})

/** What one instance of the system has in its hands; a new one knows only what is in the store. */
function instance(pacing: object = {}, of: Store = store): StoreCallBudget {
  return new StoreCallBudget({ store: of, clock, rules: parseConfig({ pacing }).pacing })
}

async function reserve(budget: StoreCallBudget, needs: CallNeeds): Promise<boolean> {
  const read = await store.getAll(budget.paths)
  const { writes, confirm } = budget.reserve(read, { needs, until: later(RUN_MS) })
  if (writes.length === 0) return false
  const written = await store.commit(writes)
  if (written.ok) confirm(written.versions)
  return written.ok
}

async function settle(budget: StoreCallBudget): Promise<void> {
  const writes = budget.settle()
  if (writes.length > 0) expect((await store.commit(writes)).ok).toBe(true)
}

const later = (milliseconds: number) => (clock.now() + milliseconds) as EpochMs
const quotes = (symbols: number): BudgetedCall => ({ module: 'market', purpose: 'read', symbols })
const order = (purpose: CallPurpose): BudgetedCall => ({ module: 'orders', purpose, symbols: 0 })

/** How long each of these calls waited, one after the other. */
async function waits(budget: StoreCallBudget, calls: readonly BudgetedCall[]): Promise<readonly number[]> {
  const waited: number[] = []
  for (const call of calls) {
    const before = clock.now()
    await budget.take(call)
    waited.push(clock.now() - before)
  }
  return waited
}

describe('outside a run', () => {
  test('each call takes its permit from the store, and another instance knows of it', async () => {
    expect(await waits(instance(), [quotes(1), quotes(1), quotes(1), quotes(1)])).toEqual([0, 0, 0, 0])
    expect(await waits(instance(), [quotes(1), quotes(1)])).toEqual([500, 500])
  })

  test('modules do not count against each other', async () => {
    const budget = instance()
    expect(await waits(budget, [order('read'), order('read')])).toEqual([0, 0])
    expect(await waits(budget, [quotes(50), { module: 'accounts', purpose: 'read', symbols: 0 }])).toEqual([
      0, 0,
    ])
  })

  test('calls of the same moment queue up', async () => {
    const budget = instance()
    await Promise.all(Array.from({ length: 4 }, () => budget.take(quotes(10))))
    expect(clock.now()).toBe(NINE_THIRTY_SIX)
    expect(await waits(budget, [quotes(10)])).toEqual([500])
  })
})

describe('a run', () => {
  test('makes the calls it reserved without asking the store', async () => {
    const budget = instance()
    expect(await reserve(budget, SCAN)).toBe(true)
    const before = store.trips.length
    expect(await waits(budget, [quotes(50), quotes(50), quotes(18)])).toEqual([0, 0, 0])
    expect(store.trips).toHaveLength(before)
  })

  test('takes further permits on the way, with one read and one write for many calls', async () => {
    const budget = instance()
    await reserve(budget, SCAN)
    const before = store.trips.length
    await waits(budget, [order('entry'), order('entry'), order('read')])
    expect(store.trips.slice(before)).toEqual(['get limits/orders', 'commit 1'])
  })

  test('gives back what it did not use', async () => {
    const budget = instance()
    await reserve(budget, { market: { calls: 400, symbols: 20_000 } })
    await waits(budget, [quotes(50)])
    await settle(budget)
    expect(await waits(instance(), [quotes(50), quotes(50), quotes(50)])).toEqual([0, 0, 0])
    const document = await store.get('limits/market')
    expect(document?.value).toMatchObject({ limits: { hour: { calls: 4, symbols: 200 } }, heldUntil: 0 })
  })

  test('keeps everybody else from calling until it has ended', async () => {
    const budget = instance()
    await reserve(budget, SCAN)
    const other = instance()
    expect(await reserve(other, SCAN)).toBe(false)
    await expect(other.take(quotes(1))).rejects.toThrow('another run is calling')
    await settle(budget)
    expect(await waits(other, [quotes(1)])).toEqual([0])
  })

  test('that crashed has used everything it reserved, at the last moment it could', async () => {
    await reserve(instance(), { market: { calls: 3, symbols: 150 } })
    clock.advance(RUN_MS)
    const next = instance()
    // The bucket is empty, and 150 of 200 symbols are taken for five seconds.
    expect(await waits(next, [quotes(50)])).toEqual([500])
    expect(await waits(next, [quotes(1)])).toEqual([4_500])
    const document = await store.get('limits/market')
    expect(document?.value).toMatchObject({ limits: { hour: { calls: 5, symbols: 201 } } })
  })

  test('that comes to its end too late gives nothing back and disturbs nobody', async () => {
    const budget = instance()
    await reserve(budget, SCAN)
    clock.advance(RUN_MS - 1_999)
    expect(budget.settle()).toEqual([])
  })

  test('has no permits left when its time is over, like anybody else', async () => {
    const budget = instance()
    await reserve(budget, SCAN)
    clock.advance(RUN_MS + SECOND_MS)
    // Two permits have flown back in that second, whoever takes them.
    expect(await waits(instance(), [quotes(50), quotes(1)])).toEqual([0, 0])
    expect(await waits(budget, [quotes(1)])).toEqual([500])
  })

  test('is not reserved for when somebody wrote in between', async () => {
    const budget = instance()
    const read = await store.getAll(budget.paths)
    const { writes } = budget.reserve(read, { needs: SCAN, until: later(RUN_MS) })
    await instance().take(quotes(50))
    expect(await store.commit(writes)).toMatchObject({ ok: false, path: 'limits/market' })
  })
})

describe('a call that would have to wait too long', () => {
  test('does not leave, and says for what', async () => {
    const budget = instance({ waitSecondsMax: 3 })
    await waits(budget, [50, 50, 50, 50].map(quotes))
    const before = clock.now()
    await expect(budget.take(quotes(1))).rejects.toBeInstanceOf(BrokerRateLimitedError)
    await expect(budget.take(quotes(1))).rejects.toThrow('200 symbols in 5 s')
    expect(clock.now()).toBe(before)
  })

  test('an exit finds the part that is kept for it', async () => {
    const fast = { orders: { callsPerSecond: 100, callBurst: 100 } }
    const budget = instance(fast)
    for (let call = 1; call <= 48; call += 1) await budget.take(order('entry'))
    await expect(budget.take(order('entry'))).rejects.toThrow('60 calls a minute')
    for (let call = 1; call <= 12; call += 1) await budget.take(order(call % 2 ? 'cancel' : 'exit'))
    await expect(budget.take(order('exit'))).rejects.toThrow('60 calls a minute')
  })
})

describe("the broker's own limit answer", () => {
  test('makes the module pause, twice as long each time, over the end of a run', async () => {
    const budget = instance()
    await reserve(budget, SCAN)
    await budget.take(quotes(1))
    budget.report('market', 'limited')
    expect(await waits(budget, [quotes(1)])).toEqual([1_000])
    budget.report('market', 'limited')
    await settle(budget)
    expect(await waits(instance(), [quotes(1)])).toEqual([2_000])
    expect(await waits(instance(), [order('read')])).toEqual([0])
  })

  test('is forgotten after a good answer', async () => {
    const budget = instance()
    await budget.take(quotes(1))
    budget.report('market', 'limited')
    await budget.take(quotes(1))
    budget.report('market', 'accepted')
    budget.report('market', 'limited')
    expect(await waits(budget, [quotes(1)])).toEqual([1_000])
  })
})

describe('the calls of the day', () => {
  const RULES = { callsPerDayMax: 10 }

  test('are counted over modules, instances and restarts, and are many from 80 % on', async () => {
    await waits(instance(RULES), [quotes(1), quotes(1), quotes(1), order('read'), order('read')])
    const budget = instance(RULES)
    await reserve(budget, SCAN)
    expect(budget.standing()).toEqual({ callsToday: 5, callsPerDayMax: 10, isNearlyUsedUp: false })
    await waits(budget, [quotes(1), quotes(1)])
    expect(budget.standing()).toMatchObject({ callsToday: 7, isNearlyUsedUp: false })
    await budget.take(quotes(1))
    expect(budget.standing()).toMatchObject({ callsToday: 8, isNearlyUsedUp: true })
  })

  test('begin anew at midnight in New York', async () => {
    const budget = instance(RULES)
    await waits(
      budget,
      Array.from({ length: 8 }, () => quotes(1)),
    )
    clock.advance(DAY_MS)
    expect(budget.standing()).toMatchObject({ callsToday: 0, isNearlyUsedUp: false })
  })
})

test('a document that can not be read is an error, not a free pass', async () => {
  await store.commit([{ kind: 'set', path: 'limits/market', value: { spoilt: true } as DocumentValue }])
  await expect(instance().take(quotes(1))).rejects.toThrow()
})
