import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { scan } from '../../../shared/cycles/scan.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-03')
const CLOSED = { date: DATE, name: 'Day of mourning', kind: 'closed' }
const EARLY = { date: DATE, name: 'Storm', kind: 'earlyClose', closeTime: '13:00' }

/** A bench under the operator's own days, at a minute of the day in New York. */
function benchAt(minute: number, days: readonly object[]) {
  const config = { calendar: days, execution: { workSecondsMax: 20 } }
  const bench = cycleBench({ now: exchangeInstant(DATE, minute), config })
  Object.assign(bench.world, { calendar: parseConfig({ calendar: days }).calendar })
  return bench
}

test('a configured closure ends a scan before anything is read', async () => {
  const bench = benchAt(600, [CLOSED])
  await bench.store.close()
  expect(await scan(bench.world, triggerAt(bench.clock.now(), 'signal-scan'))).toEqual({
    status: 'skipped',
    reason: 'market-closed: Day of mourning',
  })
})

test.each([
  ['12:49', 769, [EARLY], []],
  ['12:50', 770, [EARLY], ['SELL 184']],
  ['12:50 of a whole day', 770, [], []],
])('a configured early close at 13:00 moves the flatten: at %s', async (_, minute, days, expected) => {
  const bench = benchAt(minute, days)
  const position = goldenPosition()
  await bench.hold(position)
  const last = money('47.60')
  const [bid, ask] = [last - 100, last + 100] as [Money, Money]
  bench.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: bench.clock.now(), bid, ask, last }]
  bench.broker.onPlace = (order) => bench.broker.fill(order, '47.60')
  await monitor(bench.world, triggerAt(bench.clock.now()))
  const sold = bench.broker.placed.filter(({ type }) => type === 'LIMIT' || type === 'MARKET')
  expect(sold.map(({ side, quantity }) => `${side} ${quantity}`)).toEqual(expected)
})
