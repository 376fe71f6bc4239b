import { describe, expect, test } from '@jest/globals'
import { type Ticker, ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import { type EpochMs, MINUTE_MS } from '../../../../shared/time/instant.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { ask } from './ask.ts'
import { at, leaveTrades } from './traded-day.ts'

async function benchWith(trades: readonly Partial<Trade>[], now = at(960)): Promise<CycleBench> {
  const bench = cycleBench({ now })
  await leaveTrades(bench, trades)
  return bench
}

const many = (count: number, of: (index: number) => Partial<Trade>) =>
  Array.from({ length: count }, (_, index) => of(index))

/** A trade that ended so many minutes before the close of the day. */
const endedBefore = (minutes: number): Partial<Trade> => ({
  exitTime: (at(960) - minutes * MINUTE_MS) as EpochMs,
  pnl: money('1'),
})

describe('more trades than are read', () => {
  const trades = many(1_005, (index) => endedBefore(index * 60))

  test('are told as such, and what may be incomplete is marked', async () => {
    const { text, table } = await ask(await benchWith(trades), ['profit'])
    expect(text).toContain('Only the latest 1,000 trades are counted; what has a * had more.')
    expect(table?.split('\n').slice(1)).toEqual([
      'Today           17   17    +17.00',
      'This week       41   41    +41.00',
      'This month      65   65    +65.00',
      'All counted   1000 1000 +1,000.00',
    ])
  })

  test('leave a month that is not whole with its mark', async () => {
    const { table } = await ask(await benchWith(trades), ['monthly'])
    expect(
      table
        ?.split('\n')
        .slice(1, 4)
        .map((line) => line.split(' ')[0]),
    ).toEqual(['2026-03', '2026-02', '2026-01*'])
  })
})

test('trades of the other mode are never mixed in', async () => {
  const bench = await benchWith([endedBefore(5), { ...endedBefore(9), mode: 'LIVE', pnl: money('500') }])
  expect((await ask(bench, ['profit'])).table).toContain('Today           1   1 +1.00')
})

test('a large P&L is told in whole dollars', async () => {
  const bench = await benchWith([{ ...endedBefore(5), pnl: money('-123456.78') }])
  expect((await ask(bench, ['profit'])).table).toContain('-123,456')
})

test('of more than twenty symbols the ten best and the ten worst are told', async () => {
  const name = (index: number) => ticker(`S${String.fromCharCode(65 + index)}`) as Ticker
  const trades = many(25, (index) => ({
    ...endedBefore(index),
    symbol: name(index),
    pnl: money(String(100 - index)),
  }))
  const { text, table = '' } = await ask(await benchWith(trades), ['performance'])
  expect(text).toContain('5 more symbols in between are not shown.')
  const shown = table
    .split('\n\n')[0]
    ?.split('\n')
    .slice(1)
    .map((line) => line.split(' ')[0])
  const indices = Array.from({ length: 25 }, (_, index) => index)
  expect(shown).toEqual([...indices.slice(0, 10), ...indices.slice(15)].map(name))
})

describe('statistics without a loss', () => {
  test('have no profit factor yet, which is said', async () => {
    const { text } = await ask(await benchWith([endedBefore(5)]), ['stats'])
    expect(text).toContain('Profit factor not known yet: no trade was lost')
    expect(text).toContain('Average win +1.00 USD, loss none yet')
    expect(text).toContain('In a row at most 1 won, 0 lost; now 1 won')
  })
})

test('a trade belongs to the date of New York on which it ended', async () => {
  const bench = await benchWith([{ exitTime: at(1), pnl: money('1') }])
  const { table = '' } = await ask(bench, ['daily'])
  expect(table.split('\n').slice(1, 3)).toEqual(['Tue 03-03      1   1 +1.00', 'Mon 03-02      0   -     -'])
})
