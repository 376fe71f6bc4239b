import { expect, test } from '@jest/globals'
import { validateProposal } from '../../../shared/cycles/proposals/validate.ts'
import type { ProposalRecord } from '../../../shared/proposals/proposal-record.ts'
import { explain } from '../../../shared/signals/explain.ts'
import { proposalOutcome, proposalSteps } from '../../../shared/signals/explain-proposal.ts'
import { AAPL, catalystBench } from '../../support/catalyst-bench.ts'

function linesOf(record: ProposalRecord, title: string): readonly string[] {
  return proposalSteps(record).find((step) => step.title === title)?.lines ?? []
}

async function proposal(config: Parameters<typeof catalystBench>[0] = {}) {
  const bench = catalystBench(config)
  await bench.prefer('REACTIVE')
  const { decisionId } = await bench.proposed()
  return { bench, decisionId }
}

test('one line tells how far a proposal has come', async () => {
  const { bench, decisionId } = await proposal()
  const told = async () => proposalOutcome(await bench.kept(decisionId))
  expect(await told()).toBe('REACTIVE: buy at 100.00, not validated yet')
  bench.show(99.9, 100.1)
  await validateProposal(bench.world, decisionId)
  expect(await told()).toMatch(
    /^REACTIVE: buy at 100\.00: refused by the guardrails: bid 99\.90, ask 100\.10/,
  )
  bench.show()
  await validateProposal(bench.world, decisionId)
  expect(await told()).toBe('REACTIVE: buy at 100.00: 4 shares pass every guardrail')
  await bench.order(decisionId)
  expect(await told()).toBe('REACTIVE: buy at 100.00: ordered: 4 at 100.01')
})

test('a refused order and a skip are told with their reasons', async () => {
  const { bench, decisionId } = await proposal()
  await validateProposal(bench.world, decisionId)
  bench.show(100.2, 100.22)
  await bench.order(decisionId)
  expect(proposalOutcome(await bench.kept(decisionId))).toMatch(
    /^REACTIVE: buy at 100\.00: refused: ran-away: /,
  )
  bench.clock.advance(1_000)
  bench.show()
  await bench.prefer('SKIP')
  const { record } = await bench.proposed()
  expect(proposalOutcome(record)).toBe('SKIP: nothing is bought: the bandit chose to skip')
})

test('the facts name every figure, every event and what is not known', async () => {
  const bench = catalystBench()
  const date = '2026-03-06' as never
  bench.facts.events = [{ symbol: AAPL, date, moment: 'after-close', kind: 'EARNINGS', source: 'test' }]
  const { record } = await bench.proposed()
  const lines = linesOf(record, 'What was known')
  expect(lines.slice(0, 3)).toEqual([
    'bid 99.99, ask 100.01, last 100.00',
    '2000000000.00 USD traded on an average day',
    'EARNINGS on 2026-03-06 (3 days ahead), told by test',
  ])
  expect(lines).toContain('daysToEvent 3')
  expect(lines.at(-1)).toMatch(/^not known: .*participation.*volatilityPremium/)
})

test('without an event that is said', async () => {
  const { bench, decisionId } = await proposal()
  expect(linesOf(await bench.kept(decisionId), 'What was known')).toContain('no event is known')
})

test('each arm tells what it drew, and which could not be played', async () => {
  const { bench, decisionId } = await proposal()
  const lines = linesOf(await bench.kept(decisionId), 'The bandit chose')
  expect(lines).toHaveLength(6)
  expect(lines[0]).toMatch(/^EARNINGS_PRE drew -?\d+\.\d{4} \(can’t be played here\)$/)
  expect(lines[3]).toMatch(/^REACTIVE drew \d+\.\d{4}$/)
  expect(lines[5]).toBe('REACTIVE was taken')
})

test('the plan is told with its levels and who made it', async () => {
  const { bench, decisionId } = await proposal()
  expect(linesOf(await bench.kept(decisionId), 'The plan')).toEqual([
    'BUY LIMIT 100.00, stop 96.00, target 106.40, 1 days, confidence 0.5',
    'from house: REACTIVE by rule: stop 1 ATR, target 1.6 ATR of 4.00 USD',
  ])
})

test('every guardrail is told with its numbers, and the worst case last', async () => {
  const { bench, decisionId } = await proposal()
  expect(linesOf(await bench.kept(decisionId), 'The guardrails')).toEqual(['not asked yet'])
  await validateProposal(bench.world, decisionId)
  const lines = linesOf(await bench.kept(decisionId), 'The guardrails')
  expect(lines).toHaveLength(8)
  expect(lines[7]).toBe('worst entry 100.11, loss 4.11 a share, 4 shares')
})

test('the chain goes on with the order, under the same id', async () => {
  const { bench, decisionId } = await proposal()
  await validateProposal(bench.world, decisionId)
  await bench.order(decisionId)
  const orders = Object.values((await bench.stored()).orders)
  const decision = await bench.kept(decisionId)
  const { headline, steps } = explain({ decisionId, decision, orders, exits: [], trades: [], alerts: [] })
  expect(headline).toBe('2026-03-03 10:30 ET AAPL LIVE: REACTIVE: buy at 100.00: ordered: 4 at 100.01')
  expect(steps.map(({ title }) => title)).toEqual([
    'What was known',
    'The bandit chose',
    'The plan',
    'The guardrails',
    'Ordered',
    'Entry order',
  ])
})
