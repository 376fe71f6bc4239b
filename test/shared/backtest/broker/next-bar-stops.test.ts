import { describe, expect, test } from '@jest/globals'
import { money } from '../../../../shared/domain/money.ts'
import type { EpochMs } from '../../../../shared/time/instant.ts'
import { atMinute } from '../../../support/session.ts'
import { FREE, fillsOver, flat, orderAt, RISING, told, traded } from './fill-bench.ts'

const after = (milliseconds: number) => (atMinute(0) + milliseconds) as EpochMs

describe('a stop', () => {
  const sale = (stop: string, quantity = 10) => ({ type: 'STOP', stop: money(stop), quantity }) as const

  test('that a bar comes down through trades at the stop', () => {
    const fills = fillsOver([flat(20), RISING], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[80_000, 10, 19.8]])
  })

  test('that a bar opens below trades at the open', () => {
    const fills = fillsOver([flat(20), flat(19.2)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[60_500, 10, 19.2]])
  })

  test('that a bar opens exactly at trades there', () => {
    const fills = fillsOver([flat(20), flat(19.8)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toEqual([[60_500, 10, 19.8]])
  })

  test.each([
    // Half of 10 bps of 19.80 is 0.0099; 20 bps of 19.7901 are 0.0396.
    ['through', RISING, 19.7505],
    // Half of 10 bps of 19.20 is 0.0096; 20 bps of 19.1904 are 0.0384.
    ['over', flat(19.2), 19.152],
  ])('that the price went %s pays half the spread and slippage', (_, next, price) => {
    const fills = fillsOver([flat(20), next], { spreadBps: 10, slippageBps: 20 })
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 2)).toMatchObject([{ 2: price }])
  })

  test('above the lowest print is not set off', () => {
    const fills = fillsOver([flat(20), RISING], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.4999')), 2)).toEqual([])
  })

  test('that was set off goes on with what is left, wherever the price goes', () => {
    // 400 shares a bar: of each print of 100 an order may have 10.
    const fills = fillsOver([flat(20, 400), { ...RISING, volume: 400 }, flat(21, 400)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80', 35)), 3)).toEqual([
      [80_000, 10, 19.8],
      [100_000, 10, 20.6],
      [119_500, 10, 20.4],
      [120_500, 5, 21],
    ])
  })

  test('that a print without volume sets off trades at the next print that has some', () => {
    const fills = fillsOver([flat(20), flat(19.2, 0), flat(19.5)], FREE)
    expect(traded(fills, orderAt(30_000, 'SELL', sale('19.80')), 3)).toEqual([[120_500, 10, 19.5]])
  })

  test('is remembered between two looks', () => {
    const fills = fillsOver([flat(20, 400), { ...RISING, volume: 400 }, flat(21, 400)], FREE)
    const order = orderAt(30_000, 'SELL', sale('19.80', 35))
    fills.onPlacement(order, order.placedAt)
    const looks = [70_000, 80_000, 80_001, 119_000, 121_000].map((at) => told(fills.since(order, after(at))))
    expect(looks).toEqual([
      [],
      [[80_000, 10, 19.8]],
      [],
      [[100_000, 10, 20.6]],
      [
        [119_500, 10, 20.4],
        [120_500, 5, 21],
      ],
    ])
  })
})
