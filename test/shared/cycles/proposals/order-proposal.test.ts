import { describe, expect, test } from '@jest/globals'
import { orderProposal } from '../../../../shared/cycles/proposals/order-proposal.ts'
import { settleReward } from '../../../../shared/cycles/proposals/settle-reward.ts'
import { validateProposal } from '../../../../shared/cycles/proposals/validate.ts'
import type { OrderId, PositionId } from '../../../../shared/domain/ids.ts'
import { money } from '../../../../shared/domain/money.ts'
import { openPosition } from '../../../../shared/ledger/position-book.ts'
import { toRequest } from '../../../../shared/orders/order-record.ts'
import { NO_RISK_HISTORY, type SafeModeTrip } from '../../../../shared/state/risk-state.ts'
import { MINUTE_MS } from '../../../../shared/time/instant.ts'
import { AAPL, at, type CatalystBench, catalystBench, TODAY } from '../../../support/catalyst-bench.ts'
import { ordersById } from '../../../support/cycle-bench.ts'
import { fill, orderRecord, plan } from '../../../support/fixtures.ts'

const bought = ({ broker }: CatalystBench) => broker.placed.filter(({ side }) => side === 'BUY')

describe('an approved proposal', () => {
  test('becomes one entry of the size that the guardrails allow, with the levels of its plan', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    expect(await bench.order(decisionId)).toMatchObject({
      outcome: 'order',
      quantity: 4,
      limit: money('100.01'),
    })
    expect(bought(bench)).toEqual([
      expect.objectContaining({
        symbol: 'AAPL',
        side: 'BUY',
        type: 'LIMIT',
        quantity: 4,
        limit: money('100.01'),
      }),
    ])
    const [order] = Object.values((await bench.stored()).orders)
    expect(order).toMatchObject({
      decisionId,
      purpose: { kind: 'entry', plan: { decisionId, stop: money('96'), target: money('106.40') } },
    })
    expect((await bench.kept(decisionId)).ordered).toMatchObject({ outcome: 'order', at: at('10:30') })
  })

  test('is no larger than the risk gate allows, when that is the smaller', async () => {
    const bench = catalystBench()
    bench.broker.onBalance = () => ({ kind: 'CASH', cash: money('1000'), settledCash: money('1000') })
    // 35 % of 1,000 USD pay for three shares.
    expect(await bench.order(await bench.validated())).toMatchObject({ outcome: 'order', quantity: 3 })
    expect(bought(bench)).toMatchObject([{ quantity: 3 }])
  })

  test('has a stop resting at the broker in the run that saw its fill', async () => {
    const bench = catalystBench()
    bench.broker.onPlace = (order) =>
      order.side === 'BUY' ? bench.broker.fill(order, '100') : bench.broker.take(order)
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    expect(bench.broker.placed).toMatchObject([
      { side: 'BUY', quantity: 4 },
      { side: 'SELL', type: 'STOP', stop: money('96'), quantity: 4 },
    ])
    const { AAPL: position } = (await bench.stored()).positions
    expect(position).toMatchObject({ plan: { decisionId, target: money('106.40') }, stop: money('96') })
  })

  test('asked twice is one order, and the second time is told what was decided', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await bench.order(decisionId)
    expect(await bench.order(decisionId)).toMatchObject({
      status: 'refused',
      code: 'ordered',
      reason: expect.stringContaining('4 at 100.01'),
    })
    expect(bought(bench)).toHaveLength(1)
  })

  test('asked twice at once is one order', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    const runs = await Promise.all([1, 2].map(() => orderProposal(bench.world, bench.trigger(), decisionId)))
    const ordered = runs.filter((run) => run.status === 'done' && 'outcome' in run.ordered)
    expect(ordered).toHaveLength(1)
    expect(bought(bench)).toHaveLength(1)
    expect(Object.values((await bench.stored()).orders)).toHaveLength(1)
  })

  test('waits for its reward again when somebody settled it before it was ordered', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await settleReward(bench.world, decisionId)
    await bench.order(decisionId)
    expect((await bench.kept(decisionId)).awaitsReward).toBe(true)
  })

  test.each([9, 10])('may be ordered %i minutes after its guardrails', async (minutes) => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.clock.advance(minutes * MINUTE_MS)
    bench.show()
    expect(await bench.order(decisionId)).toMatchObject({ outcome: 'order' })
  })

  test('may cost what the guardrails approved at worst', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.show(100.09, 100.11)
    expect(await bench.order(decisionId)).toMatchObject({ outcome: 'order', limit: money('100.11') })
  })
})

describe('before anything is decided, and so nothing is kept', () => {
  const nothingDecided = async (bench: CatalystBench, decisionId: string, code: string) => {
    expect(await bench.order(decisionId)).toMatchObject({ status: 'refused', code })
    expect(bench.broker.placed).toEqual([])
    expect((await bench.stored()).orders).toEqual({})
    expect((await bench.kept(decisionId)).ordered).toBeUndefined()
  }

  test('one that was not validated is refused', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    await nothingDecided(bench, decisionId, 'not-validated')
  })

  test('one that the guardrails refused is refused with their code', async () => {
    const bench = catalystBench()
    await bench.prefer('REACTIVE')
    const { decisionId } = await bench.proposed()
    bench.show(99.9, 100.1)
    await validateProposal(bench.world, decisionId)
    bench.show()
    await nothingDecided(bench, decisionId, 'guard-spread')
  })

  test('one of 11 minutes is too old, and is good again once it was validated again', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.clock.advance(11 * MINUTE_MS)
    bench.show()
    await nothingDecided(bench, decisionId, 'too-old')
    await validateProposal(bench.world, decisionId)
    expect(await bench.order(decisionId)).toMatchObject({ outcome: 'order' })
  })

  test('one that nobody made is not found', async () => {
    expect(await catalystBench().order('nobody-made-it')).toMatchObject({ code: 'not-found' })
  })
})

describe('what the moment refuses is kept with its reason, and nothing is bought', () => {
  type Spoil = (bench: CatalystBench) => void | Promise<void>
  const AAPL_HELD = openPosition('AAPL-1' as PositionId, plan(), fill('BUY', 4, '100', { symbol: AAPL }))
  const UNDER_WAY = orderRecord({
    symbol: AAPL,
    quantity: 4,
    pricing: { type: 'LIMIT', limit: money('100.01') },
    state: 'SUBMITTED',
    orderId: '1001' as OrderId,
    submittedAt: at('10:29'),
  })
  const SAFE_MODE: SafeModeTrip = {
    ...{ reason: 'manual', detail: 'by the test', at: at('10:00'), date: TODAY },
    ...{ healthyCycles: 0, ownerConfirmed: false },
  }
  const CASES: readonly (readonly [string, RegExp, Spoil])[] = [
    ['a price that ran away', /^ran-away: .*100\.12.*100\.11/, (bench) => bench.show(100.1, 100.12)],
    ['a price at the stop', /^below-stop: .*96\.00/, (bench) => bench.show(95.98, 96)],
    ['a stale quote', /^stale: /, (bench) => bench.clock.advance(15_001)],
    [
      'no quote',
      /^missing-quote: /,
      (bench) => {
        bench.market.shown = []
      },
    ],
    [
      'no token',
      /^token: /,
      (bench) => {
        bench.session.current = undefined
      },
    ],
    [
      'a clock that is wrong',
      /^clock: /,
      (bench) => {
        bench.session.clockAheadMs = 121_000
      },
    ],
    [
      'a rest after an exit',
      /^cooldown: /,
      (bench) => bench.leave({ symbols: { AAPL: { entries: 1, lastExitAt: at('10:01') } } }),
    ],
    [
      'enough entries for a day',
      /^entries-today: /,
      (bench) => bench.leave({ symbols: { AAPL: { entries: 2 } } }),
    ],
    [
      'a price that is chased',
      /^chase: /,
      (bench) =>
        bench.leave({ symbols: { AAPL: { entries: 0, unfilled: { limit: money('99'), at: at('10:29') } } } }),
    ],
    [
      'safe mode',
      /^safe-mode: /,
      (bench) => bench.leave({ risk: { ...NO_RISK_HISTORY, safeMode: [SAFE_MODE] } }),
    ],
    ['a symbol that is held', /^taken: /, (bench) => bench.leave({ positions: { AAPL: AAPL_HELD } })],
    [
      'an order under way',
      /^taken: /,
      (bench) => {
        bench.broker.take({ ...toRequest(UNDER_WAY), symbol: AAPL })
        return bench.leave({ orders: ordersById(UNDER_WAY) })
      },
    ],
  ]

  test.each(CASES)('%s', async (_, reason, spoil) => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    await spoil(bench)
    const ordered = await bench.order(decisionId)
    expect(ordered).toMatchObject({ outcome: 'refused', reason: expect.stringMatching(reason), quantity: 0 })
    expect(bought(bench)).toEqual([])
    const ofProposal = Object.values((await bench.stored()).orders).filter(
      (order) => order.decisionId === decisionId,
    )
    expect(ofProposal).toEqual([])
    expect((await bench.kept(decisionId)).ordered).toEqual(ordered)
    expect(await bench.order(decisionId)).toMatchObject({ code: 'ordered' })
  })

  test('a price that fell through the stop is no error of ours: safe mode stays off', async () => {
    const bench = catalystBench()
    const decisionId = await bench.validated()
    bench.show(95, 95.02)
    await bench.order(decisionId)
    expect((await bench.stored()).risk.safeMode).toEqual([])
  })

  test.each([
    ['09:44', /^opening-guard: /],
    ['15:30', /^entry-cutoff: /],
  ])('at %s', async (clock, reason) => {
    const bench = catalystBench()
    bench.clock.moveTo(at(clock))
    bench.show()
    const decisionId = await bench.validated()
    expect(await bench.order(decisionId)).toMatchObject({ reason: expect.stringMatching(reason) })
    expect(bought(bench)).toEqual([])
  })

  test.each(['09:45', '15:29'])('but at %s it is bought', async (clock) => {
    const bench = catalystBench()
    bench.clock.moveTo(at(clock))
    bench.session.current = { issuedAt: at('08:00'), lastUsedAt: at(clock) }
    bench.show()
    expect(await bench.order(await bench.validated())).toMatchObject({ outcome: 'order' })
  })
})

test('outside of the session nothing runs', async () => {
  const bench = catalystBench()
  const decisionId = await bench.validated()
  bench.clock.moveTo(at('16:00'))
  expect(await orderProposal(bench.world, bench.trigger(), decisionId)).toMatchObject({ status: 'skipped' })
  expect(bench.broker.calls).toEqual([])
})
