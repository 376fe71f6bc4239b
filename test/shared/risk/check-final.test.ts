import { describe, expect, test } from '@jest/globals'
import { money, times } from '../../../shared/domain/money.ts'
import type { AccountFigures } from '../../../shared/risk/account-figures.ts'
import { checkFinal } from '../../../shared/risk/check-final.ts'
import type { EntryProposal } from '../../../shared/risk/risk-view.ts'
import { goldenProposal, riskView } from '../../support/risk-view.ts'

const FIGURES: AccountFigures = {
  cash: money('25000'),
  portfolioValue: money('25000'),
  exposure: money('0'),
  openProfit: money('0'),
}

/** The word on a size that came from nowhere: the last assessment trusts no bound that was worked out before. */
function check(quantity: number, figures: Partial<AccountFigures> = {}, asked: Partial<EntryProposal> = {}) {
  const proposal = goldenProposal(asked)
  const sizing = { quantity, cost: times(proposal.limit, quantity), boundBy: 'a guess', bounds: [] }
  return checkFinal(proposal, sizing, riskView(), { ...FIGURES, ...figures })
}

const refused = (reason: string) => ({ passed: false, code: 'final-check', reason })

describe('stop, limit and target rise in this order', () => {
  test.each<[string, Partial<EntryProposal>, string]>([
    [
      'a stop at the limit',
      { stop: money('47.50') },
      'stop 47.50, limit 47.50 and target 49.88 must rise in this order',
    ],
    [
      'a target at the limit',
      { target: money('47.50') },
      'stop 46.50, limit 47.50 and target 47.50 must rise in this order',
    ],
  ])('%s does not', (_, asked, reason) => {
    expect(check(1, {}, asked)).toEqual(refused(reason))
  })

  test('a ten-thousandth of a dollar between them is enough', () => {
    const close = { stop: money('47.4999'), target: money('47.5001') }
    expect(check(1, {}, close).passed).toBe(true)
  })
})

describe('each bound holds at its edge and not beyond', () => {
  test('the money at risk: 1.25 % of the portfolio', () => {
    expect(check(312, { portfolioValue: money('24960') }).passed).toBe(true)
    expect(check(313)).toEqual(refused('money at risk of 313.00 USD is more than 312.50 USD'))
  })

  test('a budget that falls between two amounts is the lower one', () => {
    // 1.25 % of 24,960.0079 is 312.00009875.
    const asked = { limit: money('1000'), stop: money('687.9999'), target: money('2000') }
    expect(check(1, { portfolioValue: money('24960.0079') }, asked)).toMatchObject({ code: 'final-check' })
  })

  test('the own exposure: 80 % of the portfolio', () => {
    expect(check(184, { exposure: money('11260') }).passed).toBe(true)
    expect(check(184, { exposure: money('11260.01') })).toEqual(
      refused('own exposure of 20,000.01 USD is more than 20,000.00 USD'),
    )
  })

  test('the cash there is', () => {
    expect(check(184, { cash: money('8740') }).passed).toBe(true)
    expect(check(184, { cash: money('8739.99') })).toEqual(
      refused('cost of 8,740.00 USD is more than 8,739.99 USD'),
    )
  })
})
