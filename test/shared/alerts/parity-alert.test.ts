import { expect, test } from '@jest/globals'
import { parityAlert } from '../../../shared/alerts/parity-alert.ts'
import type { ComparedDay, ParityDifference } from '../../../shared/backtest/parity/parity-report.ts'
import type { TradeId } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { TQQQ } from '../../support/fixtures.ts'

const DATE = parseExchangeDate('2026-03-02')
const EVENING = exchangeInstant(DATE, 965)

const same: ComparedDay = {
  status: 'compared',
  date: DATE,
  livePnl: money('-76.76'),
  testedPnl: money('-76.76'),
  trades: [],
  differences: [],
  unscanned: [],
  heldInBacktest: [],
}

const missed: ParityDifference = {
  cause: 'entry-not-taken',
  why: 'paused',
  symbol: TQQQ,
  at: exchangeInstant(DATE, 606),
  amount: money('-12.30'),
  evidence: 'safe-mode: paused since 2026-03-02 10:05 ET',
  tested: 'TQQQ-1' as TradeId,
}

const textOf = (report: Parameters<typeof parityAlert>[0]) => parityAlert(report, EVENING).text

test('a day like its backtest takes one line', () => {
  expect(parityAlert(same, EVENING)).toMatchObject({ alertId: 'parity-2026-03-02', urgency: 'info' })
  expect(textOf(same)).toBe('Parity 2026-03-02: live -76.76 USD, backtest -76.76 USD, no difference')
})

test('a difference says how much, when, why and on what evidence', () => {
  expect(textOf({ ...same, testedPnl: money('-64.46'), differences: [missed] })).toBe(
    [
      'Parity 2026-03-02: live -76.76 USD, backtest -64.46 USD, 1 difference',
      '-12.30 USD TQQQ 10:06 entry-not-taken, paused: safe-mode: paused since 2026-03-02 10:05 ET',
    ].join('\n'),
  )
})

test('many differences and missed scans take six lines at most', () => {
  const words = `many words\n${'x'.repeat(500)}`
  const differences = Array.from({ length: 9 }, () => ({ ...missed, evidence: words }))
  const unscanned = [
    { from: exchangeInstant(DATE, 600), to: exchangeInstant(DATE, 615) },
    { from: exchangeInstant(DATE, 660), to: exchangeInstant(DATE, 720) },
  ]
  const lines = textOf({ ...same, differences, unscanned, heldInBacktest: [TQQQ] }).split('\n')
  expect(lines).toHaveLength(6)
  expect(lines.slice(3)).toEqual([
    'and 7 more: -86.10 USD',
    'No scan from 11:00 to 12:00: what was missed is not known',
    'Without a quote to sell at in the backtest, not counted: TQQQ',
  ])
})

test('a day that can not be compared says why', () => {
  const reason = 'no tape of the day: no run of 2026-03-02 left one'
  expect(textOf({ status: 'not-possible', date: DATE, code: 'no-tape', reason })).toBe(
    `Parity 2026-03-02: not possible: ${reason}`,
  )
})
