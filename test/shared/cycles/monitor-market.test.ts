import { expect, test } from '@jest/globals'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import type { Quote } from '../../../shared/domain/quote.ts'
import type { DocumentPath, DocumentValue, StoredDocument } from '../../../shared/ports/store.ts'
import { planSymbol, type SymbolPlan } from '../../../shared/signals/symbol-plan.ts'
import { recordQuote, type SymbolTape, warmTape } from '../../../shared/signals/symbol-tape.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { sessionAt } from '../../../shared/time/session.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'

const DATE = '2026-03-03'
const minute = (count: number) => (NINE_THIRTY_SIX + count * MINUTE_MS) as EpochMs

function quote(last: number, time: EpochMs, totalVolume: number): Quote {
  const price = Math.round(last * 10_000) as Money
  const sides = { bid: (price - 100) as Money, ask: (price + 100) as Money }
  return { symbol: TQQQ, status: 'REALTIME', time, ...sides, last: price, totalVolume }
}

/** The tape of quotes a minute apart from 09:36 on, on top of a calm day before. */
function tapeOf(lasts: readonly number[]): SymbolTape {
  const session = sessionAt(NINE_THIRTY_SIX)
  if (session.phase === 'closed') throw new Error('the bench opens on a trading day')
  const before = Array.from({ length: 120 }, (_, index) => {
    const close = 47.5 + (index % 2) / 10
    return { time: minute(index - 1_500), open: close, high: close, low: close, close, volume: 1_000 }
  })
  return lasts.reduce<SymbolTape>(
    (tape, last, index) => recordQuote(tape, quote(last, minute(index), 1_000 * index), session),
    warmTape(before),
  )
}

const BLANK = planSymbol({
  instrument: { symbol: TQQQ } as Parameters<typeof planSymbol>[0]['instrument'],
  dailyBars: [],
  minuteSessions: [],
  minSessions: 1,
})

async function leaveScan(bench: CycleBench, tape: SymbolTape, plan: Partial<SymbolPlan> = {}): Promise<void> {
  const day = { date: DATE, plans: [{ ...BLANK, ...plan }] }
  const checkpoint = { date: DATE, tapes: { TQQQ: tape } }
  await bench.store.commit([
    { kind: 'set', path: `days/${DATE}`, value: day as unknown as DocumentValue },
    { kind: 'set', path: 'engine/checkpoint', value: checkpoint as unknown as DocumentValue },
  ])
}

async function look(bench: CycleBench, last: number, totalVolume: number): Promise<void> {
  bench.market.shown = [quote(last, bench.clock.now(), totalVolume)]
  await monitor(bench.world, triggerAt(bench.clock.now()))
}

const exiting = async (bench: CycleBench) => (await bench.stored()).positions['TQQQ']?.exiting?.reason

test('two looks at a loss with a weak five-minute RSI sell, one does not', async () => {
  const falling = Array.from({ length: 40 }, (_, index) => 47.5 - index / 50)
  const bench = cycleBench({ now: minute(40) })
  await bench.hold(goldenPosition())
  await leaveScan(bench, tapeOf(falling))
  await look(bench, 46.7, 40_000)
  expect(await exiting(bench)).toBeUndefined()
  bench.clock.moveTo(minute(41))
  await look(bench, 46.7, 41_000)
  expect(await exiting(bench)).toBe('RSI_WEAKNESS')
  expect(bench.broker.sales).toHaveLength(1)
})

test('the same two looks hold while the day has no tape', async () => {
  const bench = cycleBench({ now: minute(40) })
  await bench.hold(goldenPosition())
  await look(bench, 46.7, 40_000)
  bench.clock.moveTo(minute(41))
  await look(bench, 46.7, 41_000)
  expect(await exiting(bench)).toBeUndefined()
  expect(bench.headlines()).toEqual([])
})

test('ten quiet minutes at the entry price sell after half an hour', async () => {
  const volumeProfile = {
    sessions: 20,
    dayVolume: 390_000_000,
    minuteShares: Array.from({ length: 390 }, () => 256),
  }
  const bench = cycleBench({ now: minute(25) })
  await bench.hold(goldenPosition())
  await leaveScan(bench, tapeOf([47.5]), { volumeProfile })
  for (const count of [25, 34, 35]) {
    expect(await exiting(bench)).toBeUndefined()
    bench.clock.moveTo(minute(count))
    await look(bench, 47.5, 40_000)
  }
  expect(await exiting(bench)).toBe('LOW_VOLUME')
})

test('a fall on volume tightens the stop and tells how heavy it was', async () => {
  const bench = cycleBench({ now: minute(20) })
  await bench.hold(goldenPosition())
  await leaveScan(bench, tapeOf(Array.from({ length: 20 }, () => 48.2)))
  await look(bench, 47.6, 22_000)
  expect((await bench.stored()).positions['TQQQ']).toMatchObject({ stop: money('47.50'), stopKind: 'surge' })
  expect(bench.headlines()).toEqual(['STOP TQQQ SELLING SURGE'])
  expect(bench.notifier.delivered[0]?.text).toContain('Tightened on a moderate selling surge')
})

test('a tape that cannot be read is told once, and the stop still sells', async () => {
  const bench = cycleBench({ now: minute(20) })
  await bench.hold(goldenPosition())
  await leaveScan(bench, { nonsense: true } as unknown as SymbolTape)
  await look(bench, 46.4, 22_000)
  expect(bench.headlines()).toEqual(['PLAN OR TAPE OF THE DAY UNREADABLE'])
  expect(bench.broker.sales).toHaveLength(1)
})

test('a look reads at most four documents, and two when nothing is held', async () => {
  const asked: string[] = []
  const bench = cycleBench({ now: minute(20) })
  const { getAll, get } = bench.store
  bench.store.getAll = async (paths) => {
    asked.push(...paths)
    return getAll.call(bench.store, paths)
  }
  bench.store.get = <T extends DocumentValue>(path: DocumentPath) => {
    asked.push(path)
    return get.call(bench.store, path) as Promise<StoredDocument<T> | undefined>
  }
  await monitor(bench.world, triggerAt(minute(20)))
  expect(asked).toHaveLength(2)
  bench.clock.advance(1_000)
  await bench.hold(goldenPosition())
  await leaveScan(bench, tapeOf([47.5]))
  asked.length = 0
  await look(bench, 47.4, 22_000)
  expect(asked).toEqual(['control/lease', 'engine/state', 'engine/checkpoint', `days/${DATE}`])
})

test('at +1 R half is sold, told with what is left, and not sold again', async () => {
  const bench = cycleBench({ now: minute(20), config: { exits: { partialExit: true } } })
  await bench.hold(goldenPosition())
  bench.broker.onPlace = (order) =>
    order.type === 'STOP' ? bench.broker.take(order) : bench.broker.fill(order, '48.55')
  await look(bench, 48.55, 20_000)
  expect(bench.broker.sales).toEqual([expect.objectContaining({ side: 'SELL', quantity: 92, type: 'LIMIT' })])
  expect(bench.headlines()).toEqual(['STOP TQQQ TRAILING', 'SELL PART TQQQ'])
  expect(bench.notifier.delivered[1]?.text.split('\n').slice(1, 4)).toEqual([
    '92 from 47.50 to 48.55, SIMULATED',
    'P&L +96.60 USD before fees, +2.21 %',
    '92 left, stop 48.16',
  ])
  bench.clock.moveTo(minute(21))
  await look(bench, 48.6, 21_000)
  expect(bench.broker.sales).toHaveLength(1)
  const placed = bench.broker.placed.map(({ type, quantity }) => `${type} ${quantity}`)
  expect(placed).toEqual(['LIMIT 92', 'STOP 92'])
  const held = (await bench.stored()).positions['TQQQ']
  expect(held).toMatchObject({ soldQuantity: 92, stop: money('48.2112') })
  expect(held?.exiting).toBeUndefined()
})
