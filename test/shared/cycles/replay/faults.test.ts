import { expect, test } from '@jest/globals'
import { monitor } from '../../../../shared/cycles/monitor.ts'
import { prepareDay } from '../../../../shared/cycles/prepare-day.ts'
import { FlightRecorder } from '../../../../shared/cycles/recording/flight-recorder.ts'
import { renew } from '../../../../shared/cycles/renew.ts'
import { scan } from '../../../../shared/cycles/scan.ts'
import type { Job } from '../../../../shared/cycles/trigger.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import {
  BrokerOutcomeUnknownError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../../shared/domain/errors.ts'
import { type Money, money } from '../../../../shared/domain/money.ts'
import type { Quote } from '../../../../shared/domain/quote.ts'
import { DeliveryUnknownError } from '../../../../shared/ports/notifier.ts'
import { exchangeDate } from '../../../../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../../support/fixtures.ts'
import { replayOf } from '../../../support/replay-of.ts'

const CYCLES = { 'signal-scan': scan, 'position-monitor': monitor, 'token-renewal': renew } as const

/** A bench whose runs are recorded. */
function recordedBench(change: Partial<World> = {}) {
  const bench = cycleBench()
  const problems: string[] = []
  const recorder = new FlightRecorder((problem) => problems.push(problem))
  const world: World = { ...bench.world, recorder, ...change }
  let runs = 0
  return {
    ...bench,
    problems,
    world,
    /** A run a minute; a run that fails is part of the day. */
    async run(job: keyof typeof CYCLES): Promise<void> {
      runs += 1
      bench.clock.moveTo((NINE_THIRTY_SIX + runs * MINUTE_MS) as EpochMs)
      await CYCLES[job](world, triggerAt(bench.clock.now(), job)).catch(() => undefined)
    },
    show(last: string) {
      const price = money(last)
      const [bid, ask] = [price - 100, price + 100] as [Money, Money]
      const quote: Quote = {
        symbol: TQQQ,
        status: 'REALTIME',
        time: bench.clock.now(),
        bid,
        ask,
        last: price,
      }
      bench.market.shown = [quote]
    },
    replay: () => replayOf(bench.store, exchangeDate(NINE_THIRTY_SIX)),
  }
}

test('a day of failures is run again to the byte', async () => {
  const bench = recordedBench()
  await bench.hold(goldenPosition())
  bench.show('47.40')
  await bench.run('position-monitor')
  bench.market.failure = new BrokerUnreachableError('market/quote', 'no answer')
  await bench.run('position-monitor')
  bench.market.failure = undefined
  bench.broker.onOrders = () => {
    throw new BrokerUnreachableError('orders/list', 'HTTP 503')
  }
  await bench.run('position-monitor')
  bench.broker.onOrders = () => bench.broker.shown
  bench.notifier.failure = new DeliveryUnknownError('it broke off')
  bench.broker.onPreview = () => {
    throw new BrokerRefusedError('orders/preview', { code: '1037', text: 'not now' })
  }
  bench.show('46.00')
  await bench.run('position-monitor')
  bench.notifier.failure = undefined
  await bench.run('position-monitor')
  bench.session.current = { issuedAt: (NINE_THIRTY_SIX - 300 * MINUTE_MS) as EpochMs, lastUsedAt: undefined }
  bench.session.onVerify = () => {
    throw new BrokerUnauthorizedError('market/quote', 'token_rejected')
  }
  await bench.run('token-renewal')
  expect(bench.problems).toEqual([])
  expect(await bench.replay()).toMatchObject({ runs: 6, given: [] })
  expect((await bench.replay()).difference).toBeUndefined()
})

test('a sale whose answer was lost stays in doubt when it is run again', async () => {
  const bench = recordedBench()
  await bench.hold(goldenPosition())
  bench.broker.onPlace = () => {
    throw new BrokerOutcomeUnknownError('orders/place', 'no answer')
  }
  bench.show('46.00')
  await bench.run('position-monitor')
  await bench.run('position-monitor')
  const { difference, runs } = await bench.replay()
  expect({ difference, runs }).toEqual({ difference: undefined, runs: 2 })
})

test('a document that somebody else has put in between is on the tape of the run that finds it', async () => {
  const bench = recordedBench()
  await bench.hold(goldenPosition())
  bench.show('47.40')
  await bench.run('position-monitor')
  // A run that no recorder sees, as an older revision would be.
  const { recorder: _, ...unrecorded } = bench.world
  bench.clock.moveTo((bench.clock.now() + MINUTE_MS / 2) as EpochMs)
  bench.show('48.10')
  await monitor(unrecorded, triggerAt(bench.clock.now(), 'position-monitor'))
  await bench.run('position-monitor')
  const { difference, runs } = await bench.replay()
  expect({ difference, runs }).toEqual({ difference: undefined, runs: 2 })
})

test('a prepared day is given: its run leaves no tape and says why', async () => {
  const bench = recordedBench()
  await prepareDay(bench.world, triggerAt(bench.clock.now(), 'prepare-day' satisfies Job))
  await bench.run('signal-scan')
  expect(await bench.replay()).toMatchObject({
    runs: 1,
    given: [{ run: `prepare-day-${NINE_THIRTY_SIX}`, why: expect.stringContaining('is given') }],
  })
})

test('what can not be recorded is told and changes nothing of the run', async () => {
  const failing = {
    digest: (text: string) => {
      if (text.startsWith('{"run"')) throw new Error('out of order')
      return cycleBench().world.digest(text)
    },
  }
  const bench = recordedBench(failing)
  await bench.hold(goldenPosition())
  bench.show('47.40')
  await bench.run('position-monitor')
  expect(bench.problems).toEqual([
    expect.stringMatching(/^run position-monitor-\d+ leaves no tape: out of order$/),
  ])
  expect((await bench.stored()).day.monitors).toBe(1)
})

test('a tape that would be too large is left out, and the run goes on', async () => {
  const bench = recordedBench()
  await bench.hold(goldenPosition())
  bench.show('47.40')
  bench.broker.onHoldings = () => [
    { symbol: TQQQ, quantity: 184, averageCost: money('47'), note: 'x'.repeat(1_000_000) } as never,
  ]
  await bench.run('position-monitor')
  const [tape] = await bench.store.query({ collection: 'tape' })
  expect(tape?.value).toMatchObject({
    leftOut: expect.stringMatching(/would take \d+ bytes, at most 900000/),
  })
  expect((await bench.stored()).day.monitors).toBe(1)
})
