import { expect, test } from '@jest/globals'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { decisionRecordSchema } from '../../../shared/signals/decision-record.ts'
import { cycleBench, triggerAt } from '../../support/cycle-bench.ts'
import { goldenPosition, NINE_THIRTY_SIX, TQQQ } from '../../support/fixtures.ts'

/** The decisions that one look at the golden position, bought at 47.50, leaves behind at a price. */
async function recordedAt(last: string) {
  const bench = cycleBench()
  await bench.leave({ positions: { TQQQ: goldenPosition() } })
  const price = money(last)
  const spread = { bid: (price - 100) as Money, ask: (price + 100) as Money, last: price }
  bench.market.shown = [{ symbol: TQQQ, status: 'REALTIME', time: bench.clock.now(), ...spread }]
  await monitor(bench.world, triggerAt(NINE_THIRTY_SIX))
  const documents = await bench.store.query({ collection: 'decisions' })
  return documents.map(({ path, value }) => ({ path, decision: decisionRecordSchema.parse(value) }))
}

test('a look that changes nothing leaves no record', async () => {
  expect(await recordedAt('47.40')).toEqual([])
})

test('a moved stop is recorded with the stop before and after and the price that moved it', async () => {
  const { decisionId } = goldenPosition().plan
  expect(await recordedAt('47.80')).toMatchObject([
    {
      path: expect.stringMatching(/^decisions\/.*-093600-TQQQ-move-stop$/),
      decision: {
        entryDecisionId: decisionId,
        quote: { last: money('47.80') },
        before: { stopKind: 'initial', highWater: money('47.80') },
        outcome: { kind: 'move-stop', stop: money('47.595'), stopKind: 'breakeven' },
      },
    },
  ])
})

test('an exit is recorded with its reason and the stop that was hit', async () => {
  expect(await recordedAt('46.00')).toMatchObject([
    {
      path: expect.stringMatching(/-TQQQ-exit$/),
      decision: {
        before: { stop: goldenPosition().stop },
        outcome: { kind: 'exit', reason: 'STOP_LOSS' },
      },
    },
  ])
})
