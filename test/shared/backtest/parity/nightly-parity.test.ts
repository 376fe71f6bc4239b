import { expect, test } from '@jest/globals'
import { nightlyParity } from '../../../../shared/backtest/parity/nightly-parity.ts'
import { FlightRecorder } from '../../../../shared/cycles/recording/flight-recorder.ts'
import { scan } from '../../../../shared/cycles/scan.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../../support/cycle-bench.ts'
import { goldenPosition, TQQQ } from '../../../support/fixtures.ts'
import { at } from './made-up-day.ts'

const EVENING = at('16:05')
const TIME_ENOUGH = (EVENING + 10 * MINUTE_MS) as EpochMs

/** A bench whose runs are recorded, with one symbol. */
function recordedBench() {
  const instrument = findInstrument(TQQQ)
  const bench = cycleBench({ now: at('9:36'), instruments: instrument ? [instrument] : [] })
  const recorder = new FlightRecorder(() => undefined)
  const world: World = { ...bench.world, recorder }
  const compare = (change: Partial<World> = {}, until: EpochMs = TIME_ENOUGH) =>
    nightlyParity({ ...world, ...change }, triggerAt(EVENING, 'daily-report'), { until })
  return { ...bench, world, compare }
}

/** The first scan prepares the day, which no tape holds; the second one leaves a tape with a quote. */
async function scanTwice({ clock, market, world }: ReturnType<typeof recordedBench>): Promise<void> {
  for (const time of ['9:36', '9:38']) {
    clock.moveTo(at(time))
    const quote: Quote = { symbol: TQQQ, status: 'REALTIME', time: clock.now() }
    market.shown = [quote]
    await scan(world, triggerAt(clock.now(), 'signal-scan'))
  }
}

test('a day without a tape is told as such, once, also when the evening is called again', async () => {
  const bench = recordedBench()
  bench.clock.moveTo(EVENING)
  const reason = 'no tape of the day: no run of 2026-03-03 left one'
  expect(await bench.compare()).toEqual({ status: 'done', notPossible: reason })
  expect(await bench.compare()).toEqual({ status: 'duplicate' })
  expect(bench.headlines()).toEqual([`Parity 2026-03-03: not possible: ${reason}`])
  expect((await bench.store.get('parity/2026-03-03'))?.value).toEqual({
    ...{ status: 'not-possible', date: '2026-03-03', code: 'no-tape', reason },
  })
})

test('two calls at the same moment leave one comparison and one message', async () => {
  const bench = recordedBench()
  bench.clock.moveTo(EVENING)
  const ended = await Promise.all([bench.compare(), bench.compare()])
  expect(ended.map(({ status }) => status).toSorted()).toEqual(['done', 'duplicate'])
  expect(bench.headlines()).toHaveLength(1)
})

test('where runs are not recorded there is nothing to compare and nothing to tell', async () => {
  const { world, headlines } = recordedBench()
  const { recorder: _, ...unrecorded } = world
  const trigger = triggerAt(EVENING, 'daily-report')
  expect(await nightlyParity(unrecorded, trigger, { until: TIME_ENOUGH })).toMatchObject({
    status: 'skipped',
  })
  expect(headlines()).toEqual([])
})

test('an account that nobody has ever read is named', async () => {
  const bench = recordedBench()
  await scanTwice(bench)
  bench.clock.moveTo(EVENING)
  expect(await bench.compare()).toMatchObject({ notPossible: expect.stringContaining('read the account') })
})

test('shares of the day before can not be compared', async () => {
  const bench = recordedBench()
  await bench.hold(goldenPosition())
  await scanTwice(bench)
  bench.clock.moveTo(EVENING)
  expect(await bench.compare()).toMatchObject({ notPossible: expect.stringContaining('held before the day') })
})

const equity = { startCapital: 25e7, netDeposits: 0, highWater: 25e7, latest: 25e7, cash: 25e7, cashMoved: 0 }

/** A quiet day of a known account. */
async function quietDay() {
  const bench = recordedBench()
  const risk = { safeMode: [], equity, cashMoved: 0, lossesInRow: 0, winsInRow: 0, recentExits: [] }
  await bench.leave({ risk: risk as never })
  await scanTwice(bench)
  bench.clock.moveTo(EVENING)
  return bench
}

test('a quiet day is like its backtest; the hours without a scan are told', async () => {
  const bench = await quietDay()
  expect(await bench.compare()).toMatchObject({ status: 'done', livePnl: 0, testedPnl: 0, differences: 0 })
  expect(bench.notifier.delivered.at(-1)?.text).toBe(
    [
      'Parity 2026-03-03: live +0.00 USD, backtest +0.00 USD, no difference',
      'No scan from 09:38 to 16:00: what was missed is not known',
    ].join('\n'),
  )
})

test('the comparison leaves a note where its tape would be, and no tape that could be replayed', async () => {
  const bench = await quietDay()
  await bench.compare()
  const tapes = await bench.store.query({ collection: 'tape', where: { date: '2026-03-03' } })
  const note = tapes.find(({ value }) => String(value['run']).startsWith('daily-report-by-hand-parity'))
  expect(note?.value).toMatchObject({ leftOut: expect.stringContaining('backtest') })
  expect(note?.value).not.toHaveProperty('text')
})

test('bars that are not read in time or not at all are named, and nothing else comes of it', async () => {
  const slow = await quietDay()
  expect(await slow.compare({}, EVENING)).toEqual({
    status: 'done',
    notPossible: 'the bars before the day were not all read by 16:05:00 ET',
  })
  const broken = await quietDay()
  const history = {
    dailyBars: async () => {
      throw new ProviderError('yahoo', { problem: 'unreachable', text: 'no route' })
    },
    minuteSessions: async () => [],
  }
  expect(await broken.compare({ history })).toMatchObject({
    notPossible: expect.stringContaining('yahoo'),
  })
})

test('a tape that was changed is not believed', async () => {
  const bench = await quietDay()
  const [tape] = await bench.store.query({ collection: 'tape', where: { date: '2026-03-03' } })
  const changed = { ...tape?.value, text: '{}', seal: 'of another text' }
  await bench.store.commit([{ kind: 'set', path: tape?.path ?? 'tape/none', value: changed }])
  expect(await bench.compare()).toMatchObject({ notPossible: expect.stringContaining('was changed after') })
})
