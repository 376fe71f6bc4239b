import { expect, test } from '@jest/globals'
import { StoreCallBudget } from '../../infra/pacing/store-call-budget.ts'
import { FirestoreStore } from '../../infra/store/firestore-store.ts'
import { monitor } from '../../shared/cycles/monitor.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { CallBudget } from '../../shared/ports/call-budget.ts'
import type { MarketData } from '../../shared/ports/market-data.ts'
import { tradingStateSchema } from '../../shared/state/trading-state.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../support/cycle-bench.ts'
import { describeOnEmulator } from '../support/firestore-emulator.ts'
import { goldenPosition } from '../support/fixtures.ts'
import { quoteOf } from '../support/quotes.ts'

const TICKS_A_DAY = 250
const DATES = ['2026-03-03', '2026-03-04'].map(parseExchangeDate)
/** Two market calls a second after a burst of four (spec §14). */
const CALLS_A_SECOND_MAX = 6

/** Two instances are called for the same tick again and again: one of them does it, and the broker's limits are kept. */
export function twoInstancesTest(ticks: number): void {
  describeOnEmulator('two instances that are called for the same tick', (emulator) => {
    test(
      `${ticks} times: one of them does it, and the broker's limits are kept`,
      async () => {
        const bench = cycleBench({ config: { exits: { holdMinutesMax: 100_000 } } })
        const position = goldenPosition()
        await bench.hold(position)
        const callsAt: EpochMs[] = []
        const projectId = emulator.newProject()
        const instances = await Promise.all([0, 1].map(() => instanceOf(bench.world, projectId, callsAt)))
        const [first] = instances as [World, World]
        await first.store.commit([
          { kind: 'set', path: 'engine/state', value: { ...(await bench.stored()) } },
        ])

        const done = new Map<string, number>()
        for (let tick = 0; tick < ticks; tick += 1) {
          const at = momentOf(tick)
          bench.clock.moveTo(at)
          bench.market.shown = [quoteOf({ last: 47.5, time: at })]
          const answers = await Promise.all(instances.map((world) => monitor(world, triggerAt(at))))
          const statuses = answers.map(({ status }) => status).sort()
          expect([
            ['busy', 'done'],
            ['done', 'duplicate'],
          ]).toContainEqual(statuses)
          done.set(statuses.join(), (done.get(statuses.join()) ?? 0) + 1)
        }

        const runs = await first.store.query({ collection: 'runs', where: { job: 'position-monitor' } })
        expect(runs).toHaveLength(ticks)
        const state = tradingStateSchema.parse((await first.store.get('engine/state'))?.value)
        expect(state.day.monitors).toBe(ticks % TICKS_A_DAY || Math.min(ticks, TICKS_A_DAY))
        expect(callsAt).toHaveLength(ticks)
        for (const at of callsAt)
          expect(callsAt.filter((other) => other > at - SECOND_MS && other <= at).length).toBeLessThanOrEqual(
            CALLS_A_SECOND_MAX,
          )
        process.stdout.write(
          `${ticks} ticks for two instances: ${JSON.stringify(Object.fromEntries(done))}\n`,
        )
        await Promise.all(instances.map(({ store }) => store.close()))
      },
      10_000 + ticks * 500,
    )
  })
}

/** An instance of its own: its client of the database, its memory and its share of the call limits. */
async function instanceOf(world: World, projectId: string, callsAt: EpochMs[]): Promise<World> {
  const { clock, config } = world
  const store = await FirestoreStore.open({ projectId, clock })
  const budget = new StoreCallBudget({ store, clock, rules: config.pacing })
  return { ...world, store, budget, warm: {}, marketData: countedCalls(world, budget, callsAt) }
}

function countedCalls({ marketData, clock }: World, budget: CallBudget, callsAt: EpochMs[]): MarketData {
  return {
    quotes: async (symbols) => {
      await budget.take({ module: 'market', purpose: 'read', symbols: symbols.length })
      callsAt.push(clock.now())
      return marketData.quotes(symbols)
    },
  }
}

function momentOf(tick: number): EpochMs {
  const date = DATES[Math.floor(tick / TICKS_A_DAY)]
  if (date === undefined) throw new RangeError(`at most ${DATES.length * TICKS_A_DAY} ticks`)
  return exchangeInstant(date, 600 + (tick % TICKS_A_DAY))
}
