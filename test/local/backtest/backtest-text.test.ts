import { expect, test } from '@jest/globals'
import { backtestText } from '../../../local/backtest/backtest-text.ts'
import { withPromotion } from '../../../local/promotion/backtest-promotion.ts'
import { madeUpResult, refutedResult } from '../../shared/backtest/report/made-up-result.ts'

test('the gate of an entry stands with its targets', () => {
  const lines = backtestText(madeUpResult()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      'Entry gate, on 200 made-up days of each kind, with the rules of this run:',
      '  aimless days that pass     6.5 %  below 5 %      not met',
      '  breakouts entered in time  71 %   at least 60 %  met',
      '  Entered after 0.2167 of the move (median)',
      '  0.19 entries per symbol and session in this run',
    ]),
  )
})

test('the gate to real money is judged as far as a backtest can know it', () => {
  const { gate: _, promotion: __, ...plain } = madeUpResult({ sessions: 60, trades: 120 })
  const { promotion } = withPromotion(plain)
  const unknown = promotion?.conditions.filter(({ seen }) => seen === 'not measured in a backtest')
  expect(unknown?.map(({ name, passed }) => [name, passed])).toEqual([
    ['reconciliation errors', false],
    ['longest monitor gap while holding', false],
  ])
  expect(promotion?.promoted).toBe(false)
  expect(promotion?.conditions.find(({ name }) => name === 'trades')).toEqual({
    name: 'trades',
    passed: true,
    seen: '120',
    needed: 'at least 100',
  })
  expect(backtestText({ ...plain, promotion: promotion! })).toMatch(
    /\nPromoted: no, \d of 7 conditions are not met\n {2}sessions +60 +at least 20 +met\n/,
  )
})

test('a refuted run is not judged for real money', () => {
  expect(withPromotion(refutedResult())).toEqual(refutedResult())
})
