import { describe, expect, test } from '@jest/globals'
import type { PositionId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill, openPosition } from '../../../shared/ledger/position-book.ts'
import { tradeSchema } from '../../../shared/state/document-schemas.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { DEMO_FILLS, fill, goldenPosition, NINE_THIRTY_SIX, plan } from '../../support/fixtures.ts'

describe('the golden trade', () => {
  test('184 shares from 47.50 to 48.05 in 40 minutes earn +101.20, +1.16 %', () => {
    const exit = fill('SELL', 184, '48.05', { time: (NINE_THIRTY_SIX + 40 * 60_000) as EpochMs })
    const trade = closeTrade(applyFill(goldenPosition(), exit), {
      reason: 'TRAILING_STOP',
      fill: exit,
      mode: 'LIVE',
      simulated: false,
    })
    expect(trade.pnl).toBe(money('101.20'))
    expect(trade.pnlPct.toFixed(2)).toBe('1.16')
    expect(trade.minutesHeld).toBe(40)
    expect(trade.nakedSeconds).toBe(2_400)
    expect(trade.entryPrice).toBe(money('47.50'))
    expect(trade.exitPrice).toBe(money('48.05'))
    expect(trade.riskMultiple).toBeCloseTo(101.2 / 184, 12)
  })
})

describe('the record of a trade', () => {
  const spread = { modelled: money('1.84'), realised: money('0.92') }
  const exit = fill('SELL', 184, '48.05', { slippage: spread })
  const close = (position: Position, sale = exit) =>
    closeTrade(applyFill(position, sale), { reason: 'TRAILING_STOP', fill: sale, ...DEMO_FILLS })

  test('it carries the number of the position, the furthest prices, R, and where it was filled', () => {
    const seen = goldenPosition({ highWater: money('48.50'), lowWater: money('47.025') })
    const trade = close(seen)
    expect(trade).toMatchObject({
      tradeId: 'TQQQ-1',
      decisionId: 'decision-1',
      mode: 'DEMO',
      simulated: true,
    })
    expect(trade.favourablePct).toBeCloseTo((1 / 47.5) * 100, 12)
    expect(trade.adversePct).toBeCloseTo(-1, 12)
  })

  test('prices of a trade are averages to the nearest ten-thousandth of a dollar', () => {
    const third = (notional: string) => ({ notional: money(notional) })
    const position = openPosition('P' as PositionId, plan(), fill('BUY', 3, '0', third('142.6')))
    expect(position.highWater).toBe(money('47.5333'))
    const { entryPrice, exitPrice } = close(position, fill('SELL', 3, '0', third('142.9')))
    expect([entryPrice, exitPrice]).toEqual([money('47.5333'), money('47.6333')])
  })

  test('a fill beyond every price that was seen counts as reached', () => {
    const gapped = close(goldenPosition(), fill('SELL', 184, '45.60'))
    expect(gapped.adversePct).toBeCloseTo(-4, 12)
    expect(gapped.favourablePct).toBe(0)
    expect(close(goldenPosition(), fill('SELL', 184, '49.40')).favourablePct).toBeCloseTo(4, 12)
  })

  test('slippage adds up over the fills', () => {
    expect(close(goldenPosition({ slippage: spread })).slippage).toEqual({
      modelled: money('3.68'),
      realised: money('1.84'),
    })
  })

  test('slippage of one fill that is not known leaves that of the trade unknown, never too small', () => {
    expect(close(goldenPosition())).not.toHaveProperty('slippage')
    expect(close(goldenPosition({ slippage: spread }), fill('SELL', 184, '48.05'))).not.toHaveProperty(
      'slippage',
    )
  })

  test('a fill at or below the planned stop has put nothing at risk to count R in', () => {
    const atStop = openPosition('P' as PositionId, plan(), fill('BUY', 184, '46.50'))
    expect(close(atStop)).not.toHaveProperty('riskMultiple')
    const above = openPosition('P' as PositionId, plan(), fill('BUY', 184, '46.51'))
    expect(close(above).riskMultiple).toBeCloseTo(154, 9)
  })

  test('the win probability told at the entry stays with the trade', () => {
    expect(close(goldenPosition({ plan: plan({ winProbability: 0.57 }) })).winProbability).toBe(0.57)
    expect(close(goldenPosition())).not.toHaveProperty('winProbability')
  })

  test.each([
    ['every field there is', goldenPosition({ slippage: spread, plan: plan({ winProbability: 0.57 }) })],
    ['only what is known', goldenPosition()],
  ])('with %s it comes back from JSON as it went in', (_, position) => {
    const trade = close(position)
    expect(tradeSchema.parse(JSON.parse(JSON.stringify(trade)))).toEqual(trade)
  })
})

test('it is no trade while shares are left', () => {
  const exit = fill('SELL', 183, '48.00')
  const left = applyFill(goldenPosition(), exit)
  expect(() => closeTrade(left, { reason: 'STOP_LOSS', fill: exit, ...DEMO_FILLS })).toThrow(
    /still holds 1 shares/,
  )
})
