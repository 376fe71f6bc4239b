import { describe, expect, test } from '@jest/globals'
import { checkPlan } from '../../../../shared/advisor/check-plan.ts'
import { readReward } from '../../../../shared/bandit/apply-reward.ts'
import { settleReward } from '../../../../shared/cycles/proposals/settle-reward.ts'
import { settleRewards } from '../../../../shared/cycles/proposals/settle-rewards.ts'
import { validateProposal } from '../../../../shared/cycles/proposals/validate.ts'
import type { DailyBar } from '../../../../shared/domain/bar.ts'
import type { DecisionId, TradeId } from '../../../../shared/domain/ids.ts'
import { money, toNumber } from '../../../../shared/domain/money.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import type { Trade } from '../../../../shared/domain/trade.ts'
import type { Advisor } from '../../../../shared/ports/advisor.ts'
import type { DocumentValue } from '../../../../shared/ports/store.ts'
import { paperEntryPrice } from '../../../../shared/proposals/paper-fill.ts'
import { BANDIT_PATH } from '../../../../shared/state/bandit-state.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { DAY_MS } from '../../../../shared/time/instant.ts'
import {
  AAPL,
  at,
  type CatalystBench,
  catalystBench,
  laterDay,
  minute,
} from '../../../support/catalyst-bench.ts'

const DEMO = { mode: 'DEMO' }
const WEDNESDAY = parseExchangeDate('2026-03-04')
const THURSDAY = parseExchangeDate('2026-03-05')
const QUIET = minute('10:30', [99, 101])

/** Wants 99 while the bid is 99.99. */
const patient: Advisor = {
  plan: async (facts) =>
    checkPlan(
      {
        ...{ ticker: facts.ticker, action: 'BUY', entryType: 'LIMIT', timeoutDays: 2, confidence: 0.7 },
        ...{ entryPrice: money('99'), stopPrice: money('97'), targetPrice: money('103') },
        ...{ reason: 'waits for a dip', missingFields: [] },
      },
      facts,
    ),
}

/** Thursday morning, with the minutes of the proposal's date and the days after it. */
function thursday(bench: CatalystBench, ...wednesday: readonly DailyBar[]): void {
  bench.facts.days = [...bench.facts.days, ...wednesday]
  bench.clock.moveTo(at('09:00', THURSDAY))
}

/** R of a paper entry at 100 by the plan of REACTIVE. */
function riskMultiple(decisionId: string, exit: number): number {
  const quote = { bid: money('99.99'), ask: money('100.01') }
  const entry = toNumber(paperEntryPrice(money('100'), { ...quote, decisionId: decisionId as DecisionId }))
  return (exit - entry - 0.01) / (entry - 96)
}

function trade(decisionId: string, overrides: Partial<Trade> = {}): Trade {
  return {
    ...{ tradeId: 'AAPL-1' as TradeId, decisionId: decisionId as DecisionId, symbol: AAPL, quantity: 4 },
    ...{ entryPrice: money('100.50'), exitPrice: money('101'), fees: money('0'), pnl: money('2') },
    ...{ entryTime: at('10:31'), exitTime: at('15:50'), minutesHeld: 319, pnlPct: 0.5, reason: 'END_OF_DAY' },
    ...{ favourablePct: 1, adversePct: 1, score: 0.5, strategies: [], mode: 'LIVE', simulated: true },
    ...overrides,
  }
}

async function keepTrade({ store }: CatalystBench, value: Trade): Promise<void> {
  const document = { ...value, date: '2026-03-03' } as unknown as DocumentValue
  await store.commit([{ kind: 'create', path: `trades/${value.tradeId}`, value: document }])
}

describe('what teaches nothing', () => {
  test('a proposal that its guardrails refused', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    bench.show(99.9, 100.1)
    await validateProposal(bench.world, decisionId)
    expect(await settleReward(bench.world, decisionId)).toEqual({ status: 'no_update', outcome: 'rejected' })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(false)
    expect(await readReward(bench.store, decisionId)).toBeUndefined()
  })

  test('a play without a plan', async () => {
    const bench = catalystBench({
      advisor: { plan: async (facts) => patient.plan({ ...facts, price: money('50') }) },
    })
    await bench.prefer('REACTIVE')
    const { decisionId, record } = await bench.proposed()
    expect(record).toMatchObject({ arm: 'REACTIVE', plan: { action: 'SKIP' } })
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ outcome: 'rejected' })
  })

  test('an order that the moment refused', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.show(100.2, 100.22)
    await bench.order(decisionId)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ outcome: 'rejected' })
  })

  test('with real money, what the owner did not order', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    thursday(bench)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ outcome: 'unfilled' })
  })

  test('an entry that was never filled', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    await bench.leave({ orders: {} })
    thursday(bench)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ outcome: 'unfilled' })
  })

  test('a fill beyond the levels of its plan', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    await keepTrade(bench, trade(decisionId, { entryPrice: money('95.90') }))
    bench.facts.minutes = [QUIET, minute('10:32', [95, 96])]
    thursday(bench)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ outcome: 'rejected' })
  })
})

describe('what is not known yet is pending, with the reason', () => {
  test('a proposal that was not validated', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    expect(await settleReward(bench.world, decisionId)).toEqual({
      status: 'pending',
      reason: 'it was not validated',
    })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(true)
  })

  test('an order under way', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'pending',
      reason: 'its order or position is still open',
    })
  })

  test('a paper entry on the day itself, whose bars are not complete', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    bench.facts.minutes = [QUIET]
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'pending',
      reason: 'the minutes of 2026-03-03 are not known yet',
    })
  })

  test('a trade between stop and target', async () => {
    const bench = catalystBench({ config: DEMO, advisor: patient })
    const decisionId = await bench.validated()
    bench.facts.minutes = [QUIET]
    bench.clock.moveTo(at('16:00'))
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'pending',
      reason: 'neither stop nor target nor the last day was reached yet',
    })
  })

  test('an entry of the ledger while nobody has the minutes after it, whatever the days after tell', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    await keepTrade(bench, trade(decisionId))
    thursday(bench, laterDay(WEDNESDAY, [106, 108]))
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'pending',
      reason: 'the minutes of 2026-03-03 are not known yet',
    })
  })

  test('is given up after 30 days, not before', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    bench.clock.advance(30 * DAY_MS)
    await settleReward(bench.world, decisionId)
    expect((await bench.kept(decisionId)).awaitsReward).toBe(true)
    bench.clock.advance(1)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ status: 'pending' })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(false)
  })
})

describe('what is learned', () => {
  test('SKIP earns nothing, and that is learned at once', async () => {
    const bench = catalystBench()
    await bench.prefer('SKIP')
    const { decisionId } = await bench.proposed()
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'applied',
      riskMultiple: 0,
      reward: 0,
    })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(false)
  })

  test('a paper entry is made at once, and its stop costs a little more than what was risked', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    bench.facts.minutes = [QUIET, minute('11:00', [95.5, 97]), minute('11:01', [107, 109])]
    thursday(bench)
    const settled = await settleReward(bench.world, decisionId)
    const multiple = riskMultiple(decisionId, 96)
    expect(settled).toMatchObject({
      status: 'applied',
      riskMultiple: expect.closeTo(multiple, 10),
      updates: 1,
    })
    expect(multiple).toBeLessThan(-1)
    expect(settled).toMatchObject({ reward: -1 / 3 })
    expect(await readReward(bench.store, decisionId)).toMatchObject({ arm: 'REACTIVE', reward: -1 / 3 })
  })

  test('minutes before the proposal are none of its business', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    bench.facts.minutes = [minute('10:29', [90, 95]), QUIET, minute('11:00', [106, 107])]
    thursday(bench)
    const multiple = expect.closeTo(riskMultiple(decisionId, 106.4), 10)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ riskMultiple: multiple })
  })

  test('on a later day the target counts as on the first', async () => {
    const bench = catalystBench({ config: DEMO, advisor: patient })
    const decisionId = await bench.validated()
    bench.facts.minutes = [minute('10:31', [98.9, 99.5])]
    thursday(bench, laterDay(WEDNESDAY, [99, 104]))
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ status: 'applied', updates: 1 })
  })

  test('at the end of its last day, the day of its entry being the first, it is sold at the close', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    bench.facts.minutes = [QUIET]
    thursday(bench, laterDay(WEDNESDAY, [95, 107]))
    const multiple = expect.closeTo(riskMultiple(decisionId, QUIET.close), 10)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({ riskMultiple: multiple })
  })

  test('a paper entry that has to wait is followed only after the minute that reached it', async () => {
    const bench = catalystBench({ config: DEMO, advisor: patient })
    const decisionId = await bench.validated()
    // The minute that reaches 99 goes through the stop of 97 as well, and nobody knows which came first.
    bench.facts.minutes = [QUIET, minute('10:40', [96, 99.5]), minute('10:41', [102, 104])].slice(1)
    thursday(bench)
    const settled = await settleReward(bench.world, decisionId)
    expect(settled).toMatchObject({ status: 'applied' })
    expect('riskMultiple' in settled && settled.riskMultiple).toBeGreaterThan(1)
  })

  test('a paper entry that no minute reached teaches nothing', async () => {
    const bench = catalystBench({ config: DEMO, advisor: patient })
    const decisionId = await bench.validated()
    bench.facts.minutes = [minute('10:29', [98, 99]), minute('10:30', [99.01, 101])]
    thursday(bench)
    expect(await settleReward(bench.world, decisionId)).toEqual({ status: 'no_update', outcome: 'unfilled' })
  })

  test('with real money the entry is the one of the ledger, not one on paper', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    await keepTrade(bench, trade(decisionId))
    // What happened before the fill at 10:31 does not count.
    bench.facts.minutes = [minute('10:30', [95, 107]), minute('11:00', [105, 107])]
    thursday(bench)
    expect(await settleReward(bench.world, decisionId)).toMatchObject({
      status: 'applied',
      riskMultiple: expect.closeTo((106.4 - 100.5 - 0.01) / 4.5, 10),
    })
  })

  test('once, however often it is asked', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    bench.facts.minutes = [QUIET, minute('11:00', [106, 107])]
    thursday(bench)
    const answers = await Promise.all([1, 2, 3].map(() => settleReward(bench.world, decisionId)))
    answers.push(await settleReward(bench.world, decisionId))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([
      'applied',
      'duplicate_ignored',
      'duplicate_ignored',
      'duplicate_ignored',
    ])
    expect((await bench.store.get(BANDIT_PATH))?.value).toMatchObject({ rewards: 1 })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(false)
  })
})

describe('all that wait', () => {
  test('are settled in one go and counted by how they ended; what is settled is not asked again', async () => {
    const bench = catalystBench()
    await bench.prefer('SKIP')
    await bench.proposed()
    bench.clock.advance(1_000)
    await bench.prefer('REACTIVE')
    await bench.proposed()
    bench.clock.advance(1_000)
    await bench.validated()
    expect(await settleRewards(bench.world)).toEqual({ applied: 1, pending: 1, no_update: 1 })
    expect(await settleRewards(bench.world)).toEqual({ pending: 1 })
  })

  test('wait on while a provider is away', async () => {
    const bench = catalystBench({ config: DEMO })
    const decisionId = await bench.validated()
    thursday(bench)
    const away = async () => {
      throw new ProviderError('test', { problem: 'unreachable', text: 'away' })
    }
    const world = { ...bench.world, history: { dailyBars: away, minuteSessions: away } }
    expect(await settleRewards(world)).toEqual({ unreadable: 1 })
    expect((await bench.kept(decisionId)).awaitsReward).toBe(true)
  })

  test('an id that nobody made is refused', async () => {
    expect(await settleReward(catalystBench().world, 'nobody')).toMatchObject({ code: 'not-found' })
  })
})
