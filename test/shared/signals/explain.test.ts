import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { type DecisionRecord, decisionRecordSchema } from '../../../shared/signals/decision-record.ts'
import { type DecisionStory, explain } from '../../../shared/signals/explain.ts'
import type { Features } from '../../../shared/signals/features.ts'
import { gateLimits } from '../../../shared/signals/gate.ts'
import { judgeGates } from '../../../shared/signals/gates.ts'
import { SCORE_WEIGHTS, scoreOf } from '../../../shared/signals/score.ts'
import { atMinute, sessionNow } from '../../support/session.ts'
import { STRONG } from '../../support/strong-features.ts'

const AGREEMENT = { level: 'LOW', families: ['trend'], bonus: 0 } as const

/** A decision as the scan records it: what the real score and the real gates say of some features. */
function recorded(features: Features): DecisionRecord {
  const { entry, style } = parseConfig({})
  const score = scoreOf(features, AGREEMENT)
  const context = {
    now: atMinute(60),
    session: sessionNow(),
    limits: gateLimits(entry, style),
    token: { active: true, minutesLeft: 600 },
    clockHealthy: true,
    budgetHealthy: true,
    symbolDay: { entries: 0 },
  }
  const gates = judgeGates({ features, score, agreement: AGREEMENT, context })
  const opinions = [
    {
      strategy: 'standard',
      family: 'trend',
      opinion: { kind: 'vote', score: 0.75, reasons: ['RSI14 > 55'] },
    },
    { strategy: 'orb-breakout', family: 'breakout', opinion: { kind: 'abstain', reason: 'no range yet' } },
  ]
  const assessment = {
    features,
    opinions,
    agreement: AGREEMENT,
    score,
    tier: 'HIGH',
    expectedReturnPct: 12,
    gates,
  }
  const decision = gates.passed ? 'enter' : 'refuse'
  const common = { date: '2026-03-03', mode: 'DEMO', symbol: 'TQQQ', at: atMinute(60) }
  return decisionRecordSchema.parse({ ...common, decision, refusals: gates.refusals, assessment })
}

function story(decision: DecisionRecord): DecisionStory {
  return { decisionId: 'one', decision, orders: [], exits: [], trades: [], alerts: [] }
}

const linesOf = (decision: DecisionRecord, title: string) =>
  explain(story(decision)).steps.find((step) => step.title === title)?.lines ?? []

describe('an explained score', () => {
  test('every part is told with its weight, and the parts add up to the whole', () => {
    const lines = linesOf(recorded(STRONG), 'Score')
    const products = lines.flatMap((line) => /^\w+: [\d.]+ × [\d.]+ = ([\d.]+)$/.exec(line)?.[1] ?? [])
    const total = Number(/^total ([\d.]+)/.exec(lines.find((line) => line.startsWith('total')) ?? '')?.[1])
    expect(products).toHaveLength(Object.keys(SCORE_WEIGHTS).length)
    expect(products.reduce((sum, product) => sum + Number(product), 0)).toBeCloseTo(total, 3)
  })

  test('a part that is not known says so and counts nothing', () => {
    const { volumeRatio: _, ...without } = STRONG
    expect(linesOf(recorded(without), 'Score')).toContain('volumeRatio: not known, counts 0 of 0.12')
  })

  test('a total that the weights of today do not give is named', () => {
    const record = structuredClone(recorded(STRONG))
    if (!('assessment' in record) || !record.assessment) throw new Error('the record has an assessment')
    record.assessment.score.total -= 0.1
    expect(linesOf(record, 'Score').at(-1)).toContain('the formula has changed since')
    expect(linesOf(recorded(STRONG), 'Score').join()).not.toContain('changed since')
  })

  test('the weights add up to one, agreement comes on top', () => {
    expect(Object.values(SCORE_WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  })
})

describe('explained gates', () => {
  test('a shut gate tells what was seen and what is allowed, an open one its figure', () => {
    const lines = linesOf(recorded({ ...STRONG, volumeRatio: 0.5 }), 'Gates')
    expect(lines.find((line) => line.includes('volume-ratio'))).toMatch(/^SHUT volume-ratio: .*0\.5.*1\./)
    expect(lines).toContain('open spread: 4')
  })

  test('every refusal of the record is told exactly once', () => {
    const decision = recorded({ ...STRONG, volumeRatio: 0.5, spreadBps: 90, price: 1 })
    const refusals = 'refusals' in decision ? decision.refusals : []
    expect(refusals.length).toBeGreaterThan(2)
    const shut = linesOf(decision, 'Gates').filter((line) => line.startsWith('SHUT'))
    expect(shut.toSorted()).toEqual(refusals.map(({ code, text }) => `SHUT ${code}: ${text}`).toSorted())
  })

  test('a gate that this version does not know is told all the same', () => {
    const decision = structuredClone(recorded(STRONG))
    if (!('assessment' in decision) || !decision.assessment) throw new Error('the record has an assessment')
    decision.assessment.gates.refusals.push({ code: 'moon-phase', text: 'waning' })
    expect(linesOf(decision, 'Gates')).toContain('SHUT moon-phase: waning')
  })
})

describe('explained opinions', () => {
  test('a vote is told with its reasons, an abstention with its own', () => {
    expect(linesOf(recorded(STRONG), 'What the strategies said')).toEqual([
      'standard (trend): votes 0.75: RSI14 > 55',
      'orb-breakout (breakout): abstains: no range yet',
    ])
  })
})

test('a quote that could not be used is the whole explanation', () => {
  const refusals = [{ code: 'stale', text: 'the quote is 90 s old, allowed 60' }]
  const common = { date: '2026-03-03', mode: 'DEMO', symbol: 'TQQQ', at: atMinute(60) }
  const explained = explain(story(decisionRecordSchema.parse({ ...common, decision: 'refuse', refusals })))
  expect(explained.headline).toContain('refused by stale')
  expect(explained.steps).toEqual([
    { title: 'The quote could not be used', lines: ['stale: the quote is 90 s old, allowed 60'] },
  ])
})
