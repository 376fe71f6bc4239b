import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import type { AccountBalance } from '../../../shared/domain/account.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { assessEntry } from '../../../shared/risk/assessment.ts'
import type { EntryProposal, RiskView } from '../../../shared/risk/risk-view.ts'
import type { RecentExit, RiskState } from '../../../shared/state/risk-state.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { goldenPosition, TQQQ } from '../../support/fixtures.ts'
import { equityRecord, exitBefore, goldenProposal, riskView, withRisk } from '../../support/risk-view.ts'

const MONDAY = parseExchangeDate('2026-03-02')
const MONTH = parseExchangeDate('2026-03-01')

const assess = (view: Partial<RiskView>, proposal: Partial<EntryProposal> = {}) =>
  assessEntry(goldenProposal(proposal), riskView(view))
const code = (risk: Partial<RiskState>, view: Partial<RiskView> = {}) =>
  assess({ state: withRisk(risk), ...view }).code
const account = (amount: string): AccountBalance => ({
  kind: 'CASH',
  cash: money(amount),
  settledCash: money(amount),
})

describe('drawdown: 9.99 % of the high-water mark passes, 10.00 % refuses', () => {
  const at = (equity: string) => code({ equity: equityRecord() }, { balance: account(equity) })

  test.each([
    ['22502.50', 'approved'],
    ['22500.01', 'approved'],
    ['22500.00', 'drawdown'],
  ])('%s USD of 25,000: %s', (equity, word) => {
    expect(at(equity)).toBe(word)
  })

  test('without an earlier equity there is nothing to have fallen from', () => {
    expect(code({}, { balance: account('5000') })).toBe('approved')
  })
})

describe.each([
  ['week', MONDAY, 'weekly-loss', '-1250.00', '-1249.99'],
  ['month', MONTH, 'monthly-loss', '-2500.00', '-2499.99'],
] as const)('the loss of a %s', (period, from, refusal, at, below) => {
  const lost = (realized: Money) => code({ [period]: { from, realized } })

  test('refuses at its limit and not a cent before', () => {
    expect(lost(money(below))).toBe('approved')
    expect(lost(money(at))).toBe(refusal)
  })

  test('counts what is open', () => {
    const state = {
      ...withRisk({ [period]: { from, realized: money(below) } }),
      positions: { TQQQ: goldenPosition() },
    }
    const open = (price: string) =>
      assess(
        { state, balance: account('16260'), prices: new Map([[TQQQ, money(price)]]) },
        { symbol: ticker('SOXL'), corrGroup: 'semiconductors' },
      ).code
    expect(open('47.60')).toBe('approved')
    expect(open('47.40')).toBe(refusal)
  })
})

test('the fifth losing trade in a row is the last of the day', () => {
  expect(code({ lossesInRow: 4 })).toBe('approved')
  expect(code({ lossesInRow: 5 })).toBe('consecutive-losses')
})

test('no style holds more than twenty positions, and no configuration may ask for more', () => {
  expect(() => parseConfig({ risk: { openPositionsMax: { quantum: 21 } } })).toThrow(/openPositionsMax/)
  const rules = parseConfig({}).risk
  const bold = { ...rules, openPositionsMax: { ...rules.openPositionsMax, standard: 40 } }
  const many = (count: number) => {
    const symbols = Array.from({ length: count }, (_, index) => ticker(`P${index}`))
    const positions = symbols.map((symbol, index) => [
      symbol,
      goldenPosition({
        symbol,
        boughtQuantity: 1,
        cost: money('10'),
        plan: { ...goldenPosition().plan, corrGroup: `group-${index}` },
      }),
    ])
    const prices = new Map(symbols.map((symbol) => [symbol, money('10')]))
    return assess({
      state: { ...withRisk({}), positions: Object.fromEntries(positions) },
      prices,
      rules: bold,
    }).code
  }
  expect(many(19)).toBe('approved')
  expect(many(20)).toBe('open-positions')
})

describe('the stop-loss guard: four stop-outs in 60 minutes lock entries for 60', () => {
  const stopOuts = (...minutesAgo: readonly number[]) =>
    code({ recentExits: minutesAgo.map((minutes) => exitBefore(minutes, { stopOut: true })) })

  test.each<[string, number[], string]>([
    ['three in a row', [30, 20, 10], 'approved'],
    ['four within an hour', [70, 50, 30, 10], 'stop-loss-guard'],
    ['four in a little more than an hour', [70.01, 50, 30, 10], 'approved'],
    ['the last 59.99 minutes ago', [90, 80, 70, 59.99], 'stop-loss-guard'],
    ['the last 60 minutes ago', [90, 80, 70, 60], 'approved'],
  ])('%s: %s', (_, minutesAgo, word) => {
    expect(stopOuts(...minutesAgo)).toBe(word)
  })

  test('a later single stop-out does not lengthen the rest', () => {
    expect(stopOuts(200, 190, 180, 170, 1)).toBe('approved')
  })

  test('exits that were no stop-outs do not count', () => {
    expect(code({ recentExits: [40, 30, 20, 10].map((minutes) => exitBefore(minutes)) })).toBe('approved')
  })
})

describe('the rest of a symbol that keeps losing', () => {
  const lost = (pnlPct: number, overrides: Partial<RecentExit> = {}, count = 4) =>
    code({ recentExits: Array.from({ length: count }, () => exitBefore(90, { pnlPct, ...overrides })) })

  test.each<[string, ReturnType<typeof lost>, string]>([
    ['four trades that lost 2 %', lost(-0.5), 'low-profit-symbol'],
    ['four trades that lost 1.96 %', lost(-0.49), 'approved'],
    ['three trades that lost 3 %', lost(-1, {}, 3), 'approved'],
    ['another symbol', lost(-1, { symbol: ticker('SOXL') }), 'approved'],
  ])('%s', (_, seen, word) => {
    expect(seen).toBe(word)
  })

  test('a later win does not call it off', () => {
    const losses = [93, 92, 91, 90].map((minutes) => exitBefore(minutes, { pnlPct: -0.5 }))
    expect(code({ recentExits: [...losses, exitBefore(10, { pnlPct: 3 })] })).toBe('low-profit-symbol')
  })

  test('it ends after a day', () => {
    const old = (minutes: number) =>
      code({ recentExits: [1, 1, 1, 1].map(() => exitBefore(minutes, { pnlPct: -1 })) })
    expect(old(1_439.9)).toBe('low-profit-symbol')
    expect(old(1_440)).toBe('approved')
  })
})

describe('the rest after a fall of realised profit', () => {
  const exits = (fall: string, minutes: number) => [
    exitBefore(minutes + 30, { pnl: money('500') }),
    exitBefore(minutes, { pnl: money(fall) }),
  ]

  test('4 % of the portfolio below its high rests for 60 minutes, a cent less does not', () => {
    expect(code({ recentExits: exits('-1000.00', 59.9) })).toBe('drawdown-lock')
    expect(code({ recentExits: exits('-999.99', 59.9) })).toBe('approved')
    expect(code({ recentExits: exits('-1000.00', 60) })).toBe('approved')
  })

  test('a later win does not call it off', () => {
    const recovered = exitBefore(5, { pnl: money('900') })
    expect(code({ recentExits: [...exits('-1000.00', 50), recovered] })).toBe('drawdown-lock')
  })

  test('a loss exactly a session before still counts', () => {
    const first = exitBefore(400, { pnl: money('-900') })
    expect(code({ recentExits: [first, exitBefore(10, { pnl: money('-200') })] })).toBe('drawdown-lock')
  })

  test('a loss that an earlier session saw is out of the window', () => {
    const old = exitBefore(401, { pnl: money('-900') })
    const near = exitBefore(399, { pnl: money('-900') })
    const last = exitBefore(10, { pnl: money('-200') })
    expect(code({ recentExits: [old, last] })).toBe('approved')
    expect(code({ recentExits: [near, last] })).toBe('drawdown-lock')
  })
})

describe('news', () => {
  const bad = { alignedSentiment: -0.2, items: 3, confidence: 0.6 }
  test.each([
    ['exactly bad, many and sure enough', bad, 'bad-news'],
    ['not bad enough', { ...bad, alignedSentiment: -0.19 }, 'approved'],
    ['too few', { ...bad, items: 2 }, 'approved'],
    ['not sure enough', { ...bad, confidence: 0.59 }, 'approved'],
  ])('%s', (_, news, word) => {
    expect(assess({}, { news }).code).toBe(word)
  })

  test('no source passes with a warning, a source without', () => {
    expect(assess({}).warnings).toEqual(['news-unknown'])
    expect(assess({}, { news: { ...bad, alignedSentiment: 0.5 } }).warnings).toEqual([])
  })
})

describe('the rules of a margin account', () => {
  const margin = (
    amount: string,
    trades: number,
    policy: 'legacy-pdt' | 'intraday-margin' = 'legacy-pdt',
  ) => {
    const balance = { kind: 'MARGIN', cash: money(amount), cashBuyingPower: money(amount) } as const
    const exits = Array.from({ length: trades }, () => exitBefore(200, { pnl: money('1'), pnlPct: 0.1 }))
    const rules = { ...parseConfig({}).risk, marginAccountPolicy: policy }
    return code({ recentExits: exits }, { balance, rules })
  }

  test('below 25,000 USD the fourth day trade in five days is refused', () => {
    expect(margin('24999.99', 2)).toBe('approved')
    expect(margin('24999.99', 3)).toBe('day-trades')
    expect(margin('25000', 3)).toBe('approved')
  })

  test('what is open is a day trade to come', () => {
    const small = goldenPosition({ boughtQuantity: 1, cost: money('47.50') })
    const balance = { kind: 'MARGIN', cash: money('9000'), cashBuyingPower: money('9000') } as const
    const with2 = [1, 2].map(() => exitBefore(200, { pnl: money('1'), pnlPct: 0.1 }))
    const at = (recentExits: readonly RecentExit[]) =>
      assess(
        {
          state: { ...withRisk({ recentExits }), positions: { TQQQ: small } },
          balance,
          prices: new Map([[TQQQ, money('47.50')]]),
        },
        { symbol: ticker('SOXL'), corrGroup: 'semiconductors' },
      ).code
    expect(at(with2.slice(1))).toBe('approved')
    expect(at(with2)).toBe('day-trades')
  })

  test('a trade on the first of the five days counts', () => {
    const exits = [1, 2, 3].map(() =>
      exitBefore(200, { pnl: money('1'), date: parseExchangeDate('2026-02-25') }),
    )
    const balance = { kind: 'MARGIN', cash: money('9000'), cashBuyingPower: money('9000') } as const
    expect(code({ recentExits: exits }, { balance })).toBe('day-trades')
  })

  test('a trade before the five days is forgotten', () => {
    const exits = [1, 2, 3].map(() =>
      exitBefore(200, { pnl: money('1'), date: parseExchangeDate('2026-02-24') }),
    )
    const balance = { kind: 'MARGIN', cash: money('9000'), cashBuyingPower: money('9000') } as const
    expect(code({ recentExits: exits }, { balance })).toBe('approved')
  })

  test('the intraday standard counts no trades but asks for 2,000 USD', () => {
    expect(margin('9000', 9, 'intraday-margin')).toBe('approved')
    expect(margin('2000', 0, 'intraday-margin')).toBe('approved')
    expect(margin('1999.99', 0, 'intraday-margin')).toBe('minimum-equity')
  })

  test('a cash account makes any number of day trades with settled cash', () => {
    const recentExits = [1, 2, 3, 4].map(() => exitBefore(200, { pnl: money('1'), pnlPct: 1 }))
    expect(code({ recentExits }, { balance: account('9000') })).toBe('approved')
  })
})
