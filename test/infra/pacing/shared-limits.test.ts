import { join } from 'node:path'
import { expect, test } from '@jest/globals'
import { StoreCallBudget } from '../../../infra/pacing/store-call-budget.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { SqliteStore } from '../../../infra/store/sqlite-store.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { BrokerRateLimitedError } from '../../../shared/domain/errors.ts'
import type { CallBudget } from '../../../shared/ports/call-budget.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Store } from '../../../shared/ports/store.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { FastClock } from '../../support/fast-clock.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { clientOf, scriptedBroker } from '../../support/scripted-broker.ts'
import { scratchFolder } from '../store/scratch-folder.ts'

const SPEED = 8
const SECONDS = 40
/** Between the moment that a permit counts for and the moment it is handed out lies one write: 30 ms of real time. */
const WRITE_MS = 30 * SPEED
const { market } = parseConfig({}).pacing

const folder = scratchFolder()

interface Arrival {
  readonly at: number
  readonly symbols: number
}

/** Numbers that look random and are the same every time. */
function draws(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

/** One instance: runs that reserve, call and settle; some crash before they settle, some call without a run. */
async function live(
  instance: {
    readonly baseUrl: string
    readonly store: Store
    readonly clock: Clock
    onPermit(): void
  },
  draw: (below: number) => number,
): Promise<void> {
  const { store, clock } = instance
  const budget = new StoreCallBudget({ store, clock, rules: parseConfig({}).pacing })
  const noting: CallBudget = {
    paths: budget.paths,
    reserve: (read, run) => budget.reserve(read, run),
    take: (call) => budget.take(call).then(instance.onPermit),
    report: (module, answer) => budget.report(module, answer),
    settle: () => budget.settle(),
    standing: () => budget.standing(),
  }
  const client = clientOf(instance, { clock, budget: noting })
  const end = NINE_THIRTY_SIX + SECONDS * SECOND_MS
  while (clock.now() < end) {
    const sizes = Array.from({ length: 1 + draw(5) }, () => 1 + draw(50))
    if (draw(3) > 0) await reserve(budget, { store, clock })
    await Promise.all(
      sizes.map((symbols) =>
        client
          .read({ operation: 'market/quote', module: 'market', path: `market/quote/${symbols}`, symbols })
          .catch((error: unknown) => {
            if (!(error instanceof BrokerRateLimitedError)) throw error
          }),
      ),
    )
    const givenBack = budget.settle()
    const isCrash = draw(6) === 0
    if (givenBack.length > 0 && !isCrash) await store.commit(givenBack)
    await clock.sleep(draw(1_500))
  }
  client.close()
}

async function reserve(
  budget: StoreCallBudget,
  { store, clock }: { readonly store: Store; readonly clock: Clock },
): Promise<void> {
  const until = (clock.now() + 5 * SECOND_MS) as EpochMs
  const needs = { market: { calls: 3, symbols: 118 } }
  const { writes, confirm } = budget.reserve(await store.getAll(budget.paths), { needs, until })
  if (writes.length === 0) return
  const written = await store.commit(writes)
  if (written.ok) confirm(written.versions)
}

test.each(['memory', 'SQLite'])('three instances on one %s store stay within the limits', async (kind) => {
  const clock = new FastClock(NINE_THIRTY_SIX, SPEED)
  const memory = new MemoryStore({ clock })
  const stores = [1, 2, 3].map(
    (): Store => (kind === 'memory' ? memory : SqliteStore.open({ file: join(folder, 'shared.db'), clock })),
  )
  const arrivals: Arrival[] = []
  const broker = await scriptedBroker(({ target }) => {
    arrivals.push({ at: clock.now(), symbols: Number(/quote\/(\d+)/.exec(target)?.[1]) })
    return { body: { fine: true } }
  })
  const { baseUrl } = broker
  const permits: number[] = []
  const onPermit = () => void permits.push(clock.now())
  await Promise.all(stores.map((store, index) => live({ baseUrl, store, clock, onPermit }, draws(index + 1))))
  await broker.close()
  for (const store of stores) await store.close()

  // However busy this machine is: a call arrives late, never early, and by how much is measured.
  const onTheWayMs = Math.max(...arrivals.map(({ at }, index) => at - (permits[index] ?? 0))) + WRITE_MS
  for (const [index, { at: from }] of arrivals.entries()) {
    const since = arrivals.slice(index)
    for (const [count, { at: to }] of since.entries()) {
      const seconds = (to - from + onTheWayMs) / SECOND_MS
      expect(count + 1).toBeLessThanOrEqual(market.callBurst + market.callsPerSecond * seconds)
    }
    const inFive = since.filter(({ at }) => at < from + 5 * SECOND_MS - onTheWayMs)
    expect(inFive.reduce((sum, { symbols }) => sum + symbols, 0)).toBeLessThanOrEqual(200)
  }
  // The limits were felt: without them the three would make several times as many calls.
  expect(arrivals.length).toBeGreaterThan(SECONDS / 4)
})
