import { describe, expect, test } from '@jest/globals'
import { settleReward } from '../../../../shared/cycles/proposals/settle-reward.ts'
import { validatePlan, validateProposal } from '../../../../shared/cycles/proposals/validate.ts'
import type { PositionId } from '../../../../shared/domain/ids.ts'
import { ticker } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import type { Position } from '../../../../shared/domain/position.ts'
import { openPosition } from '../../../../shared/ledger/position-book.ts'
import { initialState } from '../../../../shared/state/trading-state.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { AAPL, at, catalystBench, swingingDays, TODAY } from '../../../support/catalyst-bench.ts'
import { ordersById } from '../../../support/cycle-bench.ts'
import { fill, orderRecord, plan } from '../../../support/fixtures.ts'

const PLAN = { ticker: AAPL, action: 'BUY', entryPrice: money('100'), stopPrice: money('96') } as const

/** Ten shares of a symbol that were bought at 50. */
function position(symbol: string): Position {
  return openPosition(
    `${symbol}-1` as PositionId,
    plan(),
    fill('BUY', 10, '50', { symbol: ticker(symbol), time: at('09:50') }),
  )
}

function held(...symbols: readonly string[]): Readonly<Record<string, Position>> {
  return Object.fromEntries(symbols.map((symbol) => [symbol, position(symbol)]))
}

function quote(symbol: string, last: string) {
  const prices = { bid: money(last), ask: money(last), last: money(last) }
  return { symbol: ticker(symbol), status: 'REALTIME', time: at('10:30'), ...prices } as const
}

describe('the context is read by the server', () => {
  test('with nothing held: no profit, no positions, the value of a day, the quote of now', async () => {
    const bench = catalystBench()
    const validation = await validatePlan(bench.world, PLAN)
    expect(validation).toMatchObject({
      approved: true,
      code: 'approved',
      // 500 ÷ 100.11 and 25 ÷ 4.11.
      quantity: 4,
      worstEntry: money('100.11'),
      lossPerShare: money('4.11'),
      context: {
        dailyProfit: 0,
        openPositions: 0,
        averageDailyValue: money('2000000000'),
        bid: money('99.99'),
        ask: money('100.01'),
      },
    })
  })

  test('positions and entries under way both count, a symbol once', async () => {
    const bench = catalystBench()
    bench.market.shown = [...bench.market.shown, quote('TQQQ', '50')]
    const [first, second] = [
      orderRecord(),
      orderRecord({ intentId: 'second' as never, symbol: ticker('UPRO') }),
    ]
    await bench.leave({ positions: held('TQQQ'), orders: ordersById(first, second) })
    expect((await validatePlan(bench.world, PLAN)).context.openPositions).toBe(2)
  })

  test('the third place is free, a fourth there is not', async () => {
    const bench = catalystBench()
    bench.market.shown = [...bench.market.shown, ...['TQQQ', 'UPRO', 'TNA'].map((name) => quote(name, '50'))]
    await bench.leave({ positions: held('TQQQ', 'UPRO') })
    expect(await validatePlan(bench.world, PLAN)).toMatchObject({ approved: true })
    await bench.leave({ positions: held('TQQQ', 'UPRO', 'TNA') })
    expect(await validatePlan(bench.world, PLAN)).toMatchObject({ code: 'guard-open-positions' })
  })

  test.each([
    ['42.51', 'approved'],
    ['42.50', 'guard-daily-loss'],
    ['42.49', 'guard-daily-loss'],
  ])('ten shares bought at 50 that stand at %s: %s', async (last, code) => {
    const bench = catalystBench()
    bench.market.shown = [...bench.market.shown, quote('TQQQ', last)]
    await bench.leave({ positions: held('TQQQ') })
    expect((await validatePlan(bench.world, PLAN)).code).toBe(code)
  })

  test('what was realised today counts beside what is open', async () => {
    const bench = catalystBench()
    bench.market.shown = [...bench.market.shown, quote('TQQQ', '46')]
    const day = { ...initialState(TODAY).day, realized: money('-35') }
    await bench.leave({ positions: held('TQQQ'), day })
    const { code, context } = await validatePlan(bench.world, PLAN)
    expect({ code, profit: context.dailyProfit }).toEqual({ code: 'guard-daily-loss', profit: money('-75') })
  })

  test('a position without a price refuses, because the loss of the day is not known', async () => {
    const bench = catalystBench()
    await bench.leave({ positions: held('TQQQ') })
    const { code, context } = await validatePlan(bench.world, PLAN)
    expect(code).toBe('guard-daily-loss')
    expect(context).not.toHaveProperty('dailyProfit')
  })

  test('too few days and a stale quote leave their figures out, and refuse', async () => {
    const bench = catalystBench()
    bench.facts.days = swingingDays(19)
    expect((await validatePlan(bench.world, PLAN)).code).toBe('guard-traded-value')
    bench.facts.days = swingingDays(20)
    bench.clock.advance(15_001)
    expect((await validatePlan(bench.world, PLAN)).code).toBe('guard-spread')
  })

  test('figures that a caller slips into its plan have no effect', async () => {
    const bench = catalystBench()
    bench.show(99.5, 100.5)
    const lying = { ...PLAN, bid: money('99.99'), ask: money('100.01'), dailyProfit: 0, openPositions: 0 }
    expect((await validatePlan(bench.world, lying)).code).toBe('guard-spread')
  })
})

describe('a kept proposal', () => {
  test('keeps the approval with what it saw', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    const { validation } = await bench.kept(decisionId)
    expect(validation).toMatchObject({ at: at('10:30'), approved: true, quantity: 4 })
    expect(validation?.trace).toHaveLength(7)
  })

  test('keeps a refusal too, and may be asked again', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    bench.show(99.9, 100.1)
    expect(await validateProposal(bench.world, decisionId)).toMatchObject({ code: 'guard-spread' })
    expect((await bench.kept(decisionId)).validation).toMatchObject({ approved: false, quantity: 0 })
    bench.show()
    expect(await validateProposal(bench.world, decisionId)).toMatchObject({ approved: true })
    expect((await bench.kept(decisionId)).validation).toMatchObject({ approved: true })
  })

  test('to skip is never approved', async () => {
    const bench = catalystBench()
    await bench.prefer('SKIP')
    const { decisionId } = await bench.proposed()
    expect(await validateProposal(bench.world, decisionId)).toMatchObject({ approved: false, code: 'skip' })
  })

  test('is not judged again once its order was decided', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    const before = await bench.kept(decisionId)
    expect(await validateProposal(bench.world, decisionId)).toMatchObject({ code: 'ordered' })
    expect(await bench.kept(decisionId)).toEqual(before)
  })

  test('is too old on the next day, when what became of its plan is known', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.clock.moveTo(at('10:30', parseExchangeDate('2026-03-04')))
    bench.show()
    expect(await validateProposal(bench.world, decisionId)).toMatchObject({ code: 'too-old' })
    expect((await bench.kept(decisionId)).validation?.at).toBe(at('10:30'))
  })

  test('waits for its reward again when it is approved after a refusal was settled', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    bench.show(99.9, 100.1)
    await validateProposal(bench.world, decisionId)
    await settleReward(bench.world, decisionId)
    expect((await bench.kept(decisionId)).awaitsReward).toBe(false)
    bench.show()
    await validateProposal(bench.world, decisionId)
    expect((await bench.kept(decisionId)).awaitsReward).toBe(true)
  })

  test('that nobody made is not found, and a decision of the scan is none', async () => {
    const bench = catalystBench()
    expect(await validateProposal(bench.world, 'nobody-made-it')).toMatchObject({ code: 'not-found' })
    await bench.store.commit([{ kind: 'set', path: 'decisions/scan-1', value: { decision: 'enter' } }])
    expect(await validateProposal(bench.world, 'scan-1')).toMatchObject({ code: 'not-a-proposal' })
  })

  test('two validations at once both answer, and the later one stands', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    const both = await Promise.all([1, 2].map(() => validateProposal(bench.world, decisionId)))
    expect(both).toEqual([expect.objectContaining({ quantity: 4 }), expect.objectContaining({ quantity: 4 })])
  })
})
