import { describe, expect, test } from '@jest/globals'
import { money } from '../../../shared/domain/money.ts'
import { closeTrade } from '../../../shared/ledger/close-trade.ts'
import { applyFill } from '../../../shared/ledger/position-book.ts'
import {
  NO_RISK_HISTORY,
  type RiskState,
  riskAfterFill,
  riskAfterTrade,
  riskOnDate,
  riskStateSchema,
} from '../../../shared/state/risk-state.ts'
import { initialState, onDate, tradingStateSchema } from '../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { fill, goldenPosition, NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { equityRecord, exitBefore } from '../../support/risk-view.ts'

const TUESDAY = parseExchangeDate('2026-03-03')

function traded(
  risk: RiskState,
  exitPrice: string,
  date = TUESDAY,
  reason: 'STOP_LOSS' | 'TAKE_PROFIT' = 'TAKE_PROFIT',
) {
  const exit = fill('SELL', 184, exitPrice)
  const origin = { mode: 'DEMO', simulated: true } as const
  return riskAfterTrade(
    risk,
    closeTrade(applyFill(goldenPosition(), exit), { reason, fill: exit, ...origin }),
    date,
  )
}

const won = (risk: RiskState) => traded(risk, '48.05')
const lost = (risk: RiskState) => traded(risk, '46.50', TUESDAY, 'STOP_LOSS')

describe('the document', () => {
  const full: RiskState = {
    safeMode: [
      {
        reason: 'drawdown',
        detail: '10 % down',
        at: NINE_THIRTY_SIX,
        date: TUESDAY,
        healthyCycles: 0,
        ownerConfirmed: true,
      },
    ],
    equity: equityRecord(),
    cashMoved: money('-8740'),
    week: { from: parseExchangeDate('2026-03-02'), realized: money('-12.34') },
    month: { from: parseExchangeDate('2026-03-01'), realized: money('5') },
    lossesInRow: 1,
    winsInRow: 0,
    recentExits: [exitBefore(10)],
  }

  test.each([
    ['a full history', full],
    ['no history', NO_RISK_HISTORY],
  ])('%s comes back from JSON as it went in', (_, risk) => {
    expect(riskStateSchema.parse(JSON.parse(JSON.stringify(risk)))).toEqual(risk)
  })

  test('a trading state from before these figures still loads, with an empty history', () => {
    const { risk: _, ...old } = initialState(TUESDAY)
    expect(tradingStateSchema.parse(JSON.parse(JSON.stringify(old)))).toEqual(initialState(TUESDAY))
  })

  test('a reason that nobody knows is refused', () => {
    const [trip] = full.safeMode
    expect(() => riskStateSchema.parse({ ...full, safeMode: [{ ...trip, reason: 'weather' }] })).toThrow(
      /reason/,
    )
  })
})

describe('counting', () => {
  test('cash follows the fills: a buy and its fee go out, a sell comes in less its fee', () => {
    const bought = riskAfterFill(NO_RISK_HISTORY, fill('BUY', 184, '47.50', { fees: money('1') }))
    const sold = riskAfterFill(bought, fill('SELL', 184, '48.05', { fees: money('0.20') }))
    expect([bought.cashMoved, sold.cashMoved]).toEqual([money('-8741'), money('100')])
  })

  test('a win ends a row of losses and a loss one of wins; a trade that ends even ends both', () => {
    const twoLost = lost(lost(NO_RISK_HISTORY))
    expect(twoLost).toMatchObject({ lossesInRow: 2, winsInRow: 0 })
    expect(won(twoLost)).toMatchObject({ lossesInRow: 0, winsInRow: 1 })
    expect(lost(won(won(NO_RISK_HISTORY)))).toMatchObject({ lossesInRow: 1, winsInRow: 0 })
    expect(traded(twoLost, '47.50')).toMatchObject({ lossesInRow: 0, winsInRow: 0 })
  })

  test('week and month add up what was realised', () => {
    expect(lost(won(NO_RISK_HISTORY))).toMatchObject({
      week: { from: '2026-03-02', realized: money('-82.80') },
      month: { from: '2026-03-01', realized: money('-82.80') },
    })
  })

  test('only a stop-loss is remembered as a stop-out, and the memory has an end', () => {
    expect([won, lost].map((end) => end(NO_RISK_HISTORY).recentExits.at(-1)?.stopOut)).toEqual([false, true])
    const many = Array.from({ length: 250 }, () => exitBefore(500))
    expect(won({ ...NO_RISK_HISTORY, recentExits: many }).recentExits).toHaveLength(250)
  })
})

describe('a new date', () => {
  const full = lost(NO_RISK_HISTORY)

  test.each([
    ['2026-03-06', true, true],
    ['2026-03-09', false, true],
    ['2026-04-01', false, false],
  ])('on %s the week is kept: %s, the month: %s', (date, week, month) => {
    const next = riskOnDate(full, parseExchangeDate(date))
    expect(['week' in next, 'month' in next]).toEqual([week, month])
  })

  test('a week that runs into a new month is still the same week', () => {
    const march = parseExchangeDate('2026-03-31')
    const next = riskOnDate(traded(NO_RISK_HISTORY, '46.50', march), parseExchangeDate('2026-04-02'))
    expect(next).toMatchObject({ week: { from: '2026-03-30' } })
    expect('month' in next).toBe(false)
  })

  test('losses in a row start afresh, everything else stays', () => {
    const kept = { ...full, equity: equityRecord(), winsInRow: 2 }
    const next = onDate({ ...initialState(TUESDAY), risk: kept }, parseExchangeDate('2026-03-04')).risk
    expect(next).toEqual({ ...kept, lossesInRow: 0 })
  })
})
