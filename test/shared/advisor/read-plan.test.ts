import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { planJsonSchema } from '../../../shared/advisor/plan.ts'
import { readPlan } from '../../../shared/advisor/read-plan.ts'
import { money } from '../../../shared/domain/money.ts'
import '../../support/property-seed.ts'

const WRITTEN = {
  ticker: 'BRK.B',
  action: 'BUY',
  entryType: 'MARKET',
  entryPrice: 47.595,
  stopPrice: 0.2032,
  targetPrice: 1e2,
  timeoutDays: 1,
  confidence: 0.5,
  reason: 'one\n\u0007 two',
  missingFields: [],
}

test('prices become exact money, words one line', () => {
  expect(readPlan(JSON.stringify(WRITTEN))).toMatchObject({
    ok: true,
    plan: {
      entryPrice: money('47.595'),
      stopPrice: money('0.2032'),
      targetPrice: money('100'),
      reason: 'one two',
    },
  })
})

test('long words are cut between two characters', () => {
  const read = readPlan(JSON.stringify({ ...WRITTEN, reason: '🔰'.repeat(400) }))
  expect(read.ok && read.plan.reason).toBe('🔰'.repeat(300))
})

describe('what is outside the range of its field is named', () => {
  test.each<[string, unknown]>([
    ['ticker', 'nvda; drop'],
    ['action', 'SELL'],
    ['entryType', 'STOP'],
    ['entryPrice', -1],
    ['stopPrice', 0],
    ['targetPrice', 2_000_000],
    ['timeoutDays', 0],
    ['timeoutDays', 11],
    ['timeoutDays', 1.5],
    ['confidence', 0.49],
    ['confidence', 1.01],
    ['reason', null],
    ['missingFields', 'none'],
  ])('%s: %j', (field, value) => {
    const read = readPlan(JSON.stringify({ ...WRITTEN, [field]: value }))
    expect(read).toMatchObject({ ok: false, problem: expect.stringContaining(`${field}: `) })
  })
})

test('no text makes reading throw', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.json(),
    fc.json().map((json) => `\`\`\`${json}`),
    fc
      .record({ entryPrice: fc.double(), stopPrice: fc.double(), targetPrice: fc.double() })
      .map((prices) => JSON.stringify({ ...WRITTEN, ...prices })),
  )
  fc.assert(fc.property(hostile, (text) => typeof readPlan(text).ok === 'boolean'))
})

test('the schema that servers get forbids further fields and asks for every one', () => {
  const schema = planJsonSchema()
  expect(schema).toMatchObject({ type: 'object', additionalProperties: false })
  expect(schema['required']).toEqual(Object.keys(WRITTEN))
})
