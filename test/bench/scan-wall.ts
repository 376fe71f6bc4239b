import { prepareDay } from '../../shared/cycles/prepare-day.ts'
import { scan } from '../../shared/cycles/scan.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { Ticker } from '../../shared/domain/ids.ts'
import type { History } from '../../shared/ports/history.ts'
import { tradedInstruments } from '../../shared/symbols/traded-instruments.ts'
import { type CycleBench, cycleBench, triggerAt } from '../support/cycle-bench.ts'
import { Latency } from '../support/latency.ts'
import { atMinute } from '../support/session.ts'
import { type Bench, type Figure, figureOf } from './figure.ts'
import { waveDailyBars, waveMinuteSessions, waveQuote } from './wave-universe.ts'

const SYMBOLS = 118
const LATENCY_MS = 100
const PREPARED_MINUTE = -60
const MINUTES_A_SCAN = 2

const instruments = tradedInstruments.slice(0, SYMBOLS)
const places = new Map<Ticker, number>(instruments.map(({ symbol }, place) => [symbol, place]))

/** The price that the bars of a symbol wave round; the index of the market is no symbol of the universe. */
function around(symbol: Ticker): number {
  return 20 + (places.get(symbol) ?? SYMBOLS)
}

/** Wall time of whole scans that order nothing, with store and broker a known way off. */
export const scanWall: Bench = {
  name: 'scan-wall',
  async run({ rounds }) {
    const far = await preparedFar()
    // The first scan of a day ranks the symbols anew.
    await far.scan()
    const warm = await scansOf(far, rounds, () => undefined)
    const cold = await scansOf(far, rounds, () => delete far.world.warm.plan)
    return [
      figure('scan, 100 ms a call', 'ms', warm.times),
      figure('scan of a new instance, 100 ms a call', 'ms', cold.times),
      figure('scan, calls one after another', 'times', warm.roundTrips),
      figure('scan of a new instance, calls one after another', 'times', cold.roundTrips),
    ]
  },
}

function figure(name: string, unit: Figure['unit'], rounds: readonly number[]): Figure {
  return figureOf({ group: 'scan-wall', name, unit }, rounds)
}

/** A prepared day whose every port call takes its time. */
class FarWorld {
  readonly latency = new Latency(LATENCY_MS)
  readonly world: World
  readonly #bench: CycleBench
  #scans = 0

  constructor(bench: CycleBench) {
    const { store, broker, marketData, recentQuotes } = bench.world
    const { latency } = this
    this.#bench = bench
    this.world = {
      ...bench.world,
      store: latency.before(store),
      broker: latency.before(broker),
      marketData: latency.before(marketData),
      recentQuotes: latency.before(recentQuotes),
    }
  }

  /** The next scan of the day; answers how long it took. */
  async scan(): Promise<number> {
    this.#scans += 1
    const minute = this.#scans * MINUTES_A_SCAN
    this.#bench.clock.moveTo(atMinute(minute))
    this.#bench.market.shown = instruments.map((instrument) =>
      waveQuote(instrument, minute, around(instrument.symbol)),
    )
    const startedAt = performance.now()
    const done = await scan(this.world, triggerAt(atMinute(minute), 'signal-scan'))
    const took = performance.now() - startedAt
    if (done.status !== 'done' || done.quotes !== SYMBOLS || done.entries.length > 0)
      throw new Error(`not a whole scan without an order, nothing to measure: ${JSON.stringify(done)}`)
    return took
  }
}

async function preparedFar(): Promise<FarWorld> {
  const bench = cycleBench({ now: atMinute(PREPARED_MINUTE), instruments })
  const history: History = {
    dailyBars: async (symbol) => waveDailyBars(around(symbol)),
    minuteSessions: async (symbol) => waveMinuteSessions(around(symbol)),
  }
  await prepareDay({ ...bench.world, history }, triggerAt(bench.clock.now(), 'prepare-day'))
  return new FarWorld(bench)
}

async function scansOf(
  far: FarWorld,
  rounds: number,
  before: () => void,
): Promise<{ readonly times: readonly number[]; readonly roundTrips: readonly number[] }> {
  const times: number[] = []
  const roundTrips: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    before()
    far.latency.reset()
    times.push(await far.scan())
    roundTrips.push(far.latency.roundTrips)
  }
  return { times, roundTrips }
}
