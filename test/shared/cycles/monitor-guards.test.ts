import { describe, expect, test } from '@jest/globals'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'

/** What one ask shows: a price, and how many milliseconds ago the exchange stamped it. */
interface Shown {
  readonly last: string
  readonly ageMs?: number
}

const seenBefore = {
  price: money('47.50'),
  quoteTime: (NINE_THIRTY_SIX - MINUTE_MS) as EpochMs,
  weakRsiLooks: 0,
}

/** A monitor over the golden position whose every ask shows the next of `answers`. */
async function run(answers: readonly Shown[], held: Partial<Position> = { watch: seenBefore }) {
  const bench = cycleBench()
  const { clock, market } = bench
  await bench.hold(goldenPosition(held))
  const waiting = [...answers]
  const marketData = {
    quotes: (symbols: Parameters<typeof market.quotes>[0]) => {
      const next = waiting.shift()
      if (!next) throw new Error('asked more often than expected')
      market.shown = [quote(next, clock.now())]
      return market.quotes(symbols)
    },
  }
  const world = { ...bench.world, marketData }
  const next = () => monitor(world, triggerAt(clock.now()))
  const done = await next()
  return { bench, done, next, unasked: waiting, state: await bench.stored() }
}

function quote({ last, ageMs = 0 }: Shown, now: EpochMs): Quote {
  const price = money(last)
  const sides = { bid: (price - 100) as Money, ask: (price + 100) as Money }
  return { symbol: TQQQ, status: 'REALTIME', time: (now - ageMs) as EpochMs, ...sides, last: price }
}

describe('a price that jumped by more than 3 % since the last look', () => {
  test('is asked for once more in the same run, and sold on when the second quote shows it too', async () => {
    const { bench, done, state } = await run([{ last: '46.00' }, { last: '45.90' }])
    expect(bench.broker.sales).toHaveLength(1)
    expect(bench.clock.now() - NINE_THIRTY_SIX).toBeLessThanOrEqual(5_000)
    expect(done).toMatchObject({ decisions: [{ symbol: 'TQQQ', decision: 'exit: STOP_LOSS' }] })
    expect(state.positions['TQQQ']).toMatchObject({ lowWater: money('45.90'), exiting: { attempts: 1 } })
    expect(bench.headlines()).toEqual([])
  })

  test('and is back with the second quote was a bad print: neither sold nor remembered', async () => {
    const { bench, state } = await run([{ last: '46.00' }, { last: '47.40' }])
    expect(bench.broker.sales).toEqual([])
    expect(state.positions['TQQQ']).toMatchObject({ lowWater: money('47.40'), stop: money('46.50') })
    expect(state.positions['TQQQ']?.doubtedJump).toBeUndefined()
    expect(bench.headlines()).toEqual([])
  })

  test('upwards raises neither the stop nor the high on one quote', async () => {
    const { state } = await run([{ last: '49.50' }, { last: '47.50' }])
    expect(state.positions['TQQQ']).toMatchObject({ stop: money('46.50'), highWater: money('47.50') })
  })

  test('without a newer quote is held loudly, and the next run believes it', async () => {
    const { bench, done, next, state } = await run([
      { last: '46.00' },
      { last: '46.00', ageMs: 3_000 },
      { last: '46.00' },
    ])
    expect(bench.broker.sales).toEqual([])
    expect(bench.headlines()).toEqual(['NO USABLE QUOTE TQQQ'])
    expect(done).toMatchObject({
      decisions: [{ decision: expect.stringMatching(/^hold: the price went from 47.50/) }],
    })
    expect(state.positions['TQQQ']).toMatchObject({
      lowWater: money('47.50'),
      doubtedJump: { price: money('46') },
    })
    bench.clock.advance(57_000)
    await next()
    expect(bench.broker.sales).toHaveLength(1)
  })

  test('of exactly 3 % is acted on at once', async () => {
    const { bench, unasked } = await run([{ last: '46.075' }, { last: '47.50' }])
    expect(bench.broker.sales).toHaveLength(1)
    expect(unasked).toHaveLength(1)
  })
})

test('an opening gap through the stop leaves on the first valid quote', async () => {
  const yesterday = { ...seenBefore, quoteTime: (NINE_THIRTY_SIX - 18 * 60 * MINUTE_MS) as EpochMs }
  const { bench } = await run([{ last: '40.00' }], { watch: yesterday })
  expect(bench.broker.sales).toHaveLength(1)
})
