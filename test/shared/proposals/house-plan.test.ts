import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { checkPlan } from '../../../shared/advisor/check-plan.ts'
import { lastSession } from '../../../shared/cycles/proposals/bars-since.ts'
import { money, moneyFromNumber, subtract } from '../../../shared/domain/money.ts'
import { housePlan, middleOf } from '../../../shared/proposals/house-plan.ts'
import { playableArms } from '../../../shared/proposals/playable-arms.ts'
import { exchangeInstant } from '../../../shared/time/exchange-time.ts'
import { AAPL, resultsIn, sightOf, swingingDays, TODAY } from '../../support/catalyst-bench.ts'

const ARMS = ['EARNINGS_PRE', 'POST_EVENT_MOMO', 'NEWS_SPIKE', 'REACTIVE'] as const

describe('the levels', () => {
  test('REACTIVE stops one ATR below the middle of the quote and aims 1.6 above it', () => {
    expect(housePlan('REACTIVE', { ticker: AAPL, sight: sightOf() })).toMatchObject({
      ticker: 'AAPL',
      action: 'BUY',
      entryPrice: money('100'),
      stopPrice: money('96'),
      targetPrice: money('106.40'),
      timeoutDays: 1,
      reason: 'REACTIVE by rule: stop 1 ATR, target 1.6 ATR of 4.00 USD',
    })
  })

  test.each([
    ['POST_EVENT_MOMO', '94', '112', 5],
    ['NEWS_SPIKE', '96', '108', 2],
  ] as const)('%s stops at %s and aims at %s within %i days', (arm, stop, target, timeoutDays) => {
    const plan = housePlan(arm, { ticker: AAPL, sight: sightOf() })
    expect(plan).toMatchObject({ stopPrice: money(stop), targetPrice: money(target), timeoutDays })
  })

  test('they are whole cents, pay 1.5 times the risk or more, and pass the checks of a plan from outside', () => {
    fc.assert(
      fc.property(someSight(), fc.constantFrom(...ARMS), (sight, arm) => {
        const plan = housePlan(arm, { ticker: AAPL, sight })
        if (!plan) return
        const { entryPrice, stopPrice, targetPrice } = plan
        for (const price of [entryPrice, stopPrice, targetPrice]) expect(price % 100).toBe(0)
        const [risk, reward] = [subtract(entryPrice, stopPrice), subtract(targetPrice, entryPrice)]
        expect(reward).toBeGreaterThanOrEqual(1.5 * risk)
        expect(checkPlan(plan, { ticker: AAPL, price: middleOf(sight) })).toEqual({ source: 'model', plan })
      }),
      { numRuns: 500 },
    )
  })

  test('without enough days for an ATR there is no plan', () => {
    const planOf = (count: number) =>
      housePlan('REACTIVE', { ticker: AAPL, sight: sightOf({ days: swingingDays(count) }) })
    expect([0, 13, 60].map((count) => planOf(count) !== undefined)).toEqual([false, false, true])
  })

  test('an ATR as large as the price leaves no room for a stop', () => {
    const cheap = sightOf({ bid: money('3.99'), ask: money('4.01') })
    expect(housePlan('REACTIVE', { ticker: AAPL, sight: cheap })).toBeUndefined()
  })
})

describe('the play before results', () => {
  const MOMENTS = ['before-open', 'during-session', 'after-close', 'unknown'] as const
  const MINUTES = { 'before-open': 480, 'during-session': 600, 'after-close': 1_000, unknown: 480 }

  test('ends before them, whatever the weekend between, wherever it is playable at all', () => {
    for (const moment of MOMENTS)
      for (let days = 0; days <= 10; days += 1) {
        const results = resultsIn(days, { moment })
        const sight = sightOf({ events: [results] })
        const plan = housePlan('EARNINGS_PRE', { ticker: AAPL, sight })
        expect(plan !== undefined).toBe(playableArms(sight).includes('EARNINGS_PRE'))
        if (!plan) continue
        const { closeAt: soldAt } = lastSession({ calendar: [] }, TODAY, plan.timeoutDays)
        expect(soldAt).toBeLessThan(exchangeInstant(results.date, MINUTES[moment]))
      }
  })

  test('lasts as long as it can: seven sessions close before results on the Thursday of next week', () => {
    const sight = sightOf({ events: [resultsIn(9)] })
    expect(housePlan('EARNINGS_PRE', { ticker: AAPL, sight })?.timeoutDays).toBe(7)
  })

  test('never lasts longer than ten days', () => {
    const sight = sightOf({ events: [resultsIn(30)] })
    expect(housePlan('EARNINGS_PRE', { ticker: AAPL, sight })?.timeoutDays).toBe(10)
  })
})

/** Prices from 1 to 1,000 USD with days that swing by a cent to a fifth of them. */
function someSight() {
  return fc
    .record({
      cents: fc.integer({ min: 100, max: 100_000 }),
      spreadUnits: fc.integer({ min: 0, max: 500 }),
      swings: fc.array(fc.double({ min: 0.0001, max: 0.2, noNaN: true }), { minLength: 15, maxLength: 40 }),
    })
    .map(({ cents, spreadUnits, swings }) => {
      const price = cents / 100
      const days = swingingDays(swings.length).map((day, index) => {
        const swing = price * (swings[index] ?? 0)
        return { ...day, open: price, high: price + swing, low: price - swing, close: price }
      })
      const bid = moneyFromNumber(price)
      return sightOf({ bid, ask: (bid + spreadUnits) as typeof bid, days, events: [resultsIn(6)] })
    })
}
