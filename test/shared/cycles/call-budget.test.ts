import { describe, expect, test } from '@jest/globals'
import { StoreCallBudget } from '../../../infra/pacing/store-call-budget.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { openTick } from '../../../shared/cycles/open-tick.ts'
import { runAnyTime } from '../../../shared/cycles/run-tick.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import type { World } from '../../../shared/cycles/world.ts'
import { money } from '../../../shared/domain/money.ts'
import type { BudgetedCall, CallBudget } from '../../../shared/ports/call-budget.ts'
import { findInstrument } from '../../../shared/symbols/registry.ts'
import { exchangeDate } from '../../../shared/time/exchange-time.ts'
import { DAY_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { countedStore } from '../../support/counted-store.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'

const instruments = [findInstrument(TQQQ)].flatMap((instrument) => instrument ?? [])
const DATE = exchangeDate(NINE_THIRTY_SIX)
const QUOTE: BudgetedCall = { module: 'market', purpose: 'read', symbols: 1 }

interface Budgeted extends CycleBench {
  readonly world: World & { readonly budget: CallBudget }
  readonly trips: readonly string[]
}

function bench(pacing: object = {}): Budgeted {
  const made = cycleBench({ instruments, config: { pacing } })
  const [bid, last, ask] = [money('49.99'), money('50.00'), money('50.01')]
  made.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: NINE_THIRTY_SIX, bid, ask, last }]
  const { clock } = made
  const store = countedStore(made.store)
  const budget = new StoreCallBudget({ store, clock, rules: made.world.config.pacing })
  return { ...made, world: { ...made.world, store, budget }, trips: store.trips }
}

const heldUntil = async (made: Budgeted) => (await made.store.get('limits/market'))?.value['heldUntil']

describe('the permits of a run', () => {
  test('cost no round trip: they come with the claim and go with the last batch', async () => {
    const made = bench()
    let held: unknown
    await runAnyTime(made.world, triggerAt(NINE_THIRTY_SIX, 'signal-scan'), DATE, async () => {
      await made.world.budget.take(QUOTE)
      held = await heldUntil(made)
      return {}
    })
    expect(made.trips).toEqual(['getAll 5', 'commit 3', 'commit 3'])
    expect(held).toBe(NINE_THIRTY_SIX + 50_000)
    expect((await made.store.get('limits/market'))?.value).toMatchObject({
      heldUntil: 0,
      limits: { hour: { calls: 1, symbols: 1 } },
    })
  })

  test('a monitor with nothing to look after reserves none', async () => {
    const made = bench()
    await monitor(made.world, triggerAt(NINE_THIRTY_SIX))
    expect(await made.store.query({ collection: 'limits' })).toEqual([])
  })

  test('a monitor with a position reserves quotes and orders', async () => {
    const made = bench()
    await made.hold(goldenPosition())
    await openTick(made.world, triggerAt(NINE_THIRTY_SIX), DATE)
    const documents = await made.store.query({ collection: 'limits' })
    expect(documents.map(({ path }) => path)).toEqual(['limits/market', 'limits/orders'])
  })

  test('are given back by a run that fails', async () => {
    const made = bench()
    const failing = runAnyTime(made.world, triggerAt(NINE_THIRTY_SIX, 'signal-scan'), DATE, async () => {
      throw new RangeError('broken')
    })
    await expect(failing).rejects.toThrow('broken')
    expect(await heldUntil(made)).toBe(0)
  })

  test('a run that meets another caller at the claim tries again', async () => {
    const made = bench()
    const trigger = triggerAt(NINE_THIRTY_SIX, 'signal-scan')
    const getAll = made.world.store.getAll.bind(made.world.store)
    let isFirst = true
    made.world.store.getAll = async (paths) => {
      const read = await getAll(paths)
      if (isFirst) await made.store.commit([foreign()])
      isFirst = false
      return read
    }
    expect(await scan(made.world, trigger)).toMatchObject({ status: 'done' })
    expect(made.clock.now() - NINE_THIRTY_SIX).toBe(1_000)
  })
})

describe('when the calls of the day run out', () => {
  async function isRefusedForBudget(made: Budgeted): Promise<boolean> {
    const done = await scan(made.world, triggerAt(made.clock.now(), 'signal-scan'))
    const [judged] = 'best' in done ? done.best : []
    if (!judged) throw new Error('TQQQ was not judged')
    return judged.refusals.some((refusal) => refusal.startsWith('budget'))
  }

  test.each([
    [7, false],
    [8, true],
  ])('after %d of 10 calls entries are refused: %s', async (calls, refused) => {
    const made = bench({ callsPerDayMax: 10 })
    for (let call = 1; call <= calls; call += 1) await made.world.budget.take(QUOTE)
    expect(await isRefusedForBudget(made)).toBe(refused)
  })

  test('the owner is told once that day', async () => {
    const made = bench({ callsPerDayMax: 10 })
    for (let call = 1; call <= 8; call += 1) await made.world.budget.take(QUOTE)
    for (let minute = 1; minute <= 3; minute += 1) {
      await monitor(made.world, triggerAt(made.clock.now()))
      made.clock.advance(MINUTE_MS)
    }
    expect(made.headlines()).toEqual(['BROKER CALLS NEARLY USED UP'])
    expect(made.notifier.delivered[0]?.text).toContain('8 of 10 calls of today')
    made.clock.advance(DAY_MS)
    await monitor(made.world, triggerAt(made.clock.now()))
    expect(made.headlines()).toHaveLength(1)
  })
})

/** Another instance takes one call's permit. */
function foreign() {
  const window = { taken: [] }
  const limits = {
    bucket: { fullAt: 0 },
    lastMinute: window,
    lastFiveSeconds: window,
    hour: { startsAt: 0, calls: 0, symbols: 0 },
    day: { date: DATE, calls: 1 },
  }
  return { kind: 'create', path: 'limits/market', value: { limits, heldUntil: 0 } } as const
}
