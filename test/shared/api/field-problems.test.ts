import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { apiRoutes } from '../../../shared/api/api-routes.ts'
import { fieldProblems } from '../../../shared/api/field-problems.ts'

/** What is told of a body that a schema refuses. */
function problems(schema: z.ZodType, body: unknown) {
  const { error } = schema.safeParse(body)
  if (!error) throw new Error('it was taken')
  return fieldProblems(error, body, 'body')
}

test('a field is named with what was seen and what is allowed', () => {
  expect(problems(apiRoutes.propose.body, { symbol: 'aapl' })).toEqual([
    {
      field: 'body.symbol',
      seen: '"aapl"',
      allowed: 'must be 1-10 capital letters, digits or dots, such as AAPL',
    },
  ])
  expect(problems(apiRoutes.propose.body, {})).toMatchObject([{ field: 'body.symbol', seen: 'nothing' }])
})

test('where two forms are allowed, the nearer one is told of', () => {
  const plan = { ticker: 'AAPL', action: 'BUY', entryPrice: '10.00', stopPrice: '9.00' }
  const { body } = apiRoutes.validate
  expect(problems(body, { ...plan, stopPrice: 9 })).toMatchObject([{ field: 'body.stopPrice', seen: '9' }])
  expect(problems(body, { ...plan, action: 'SELL', size: 5 })).toMatchObject([
    { field: 'body.action', seen: '"SELL"', allowed: 'must be "BUY" or "SKIP"' },
    { field: 'body.size', seen: '5' },
  ])
  expect(problems(body, { decisionId: 'a b' })).toMatchObject([{ field: 'body.decisionId' }])
  expect(problems(body, 'text')).toMatchObject([{ field: 'body', seen: '"text"' }])
})

test('forms within a field are told of where they stand', () => {
  const schema = z.strictObject({
    how: z.union([z.strictObject({ limit: z.number() }), z.strictObject({ stop: z.number() })]),
  })
  expect(problems(schema, { how: { limit: 'x' } })).toMatchObject([{ field: 'body.how.limit', seen: '"x"' }])
})

test('what was sent for a code or a token is not repeated', () => {
  expect(problems(apiRoutes.finishLogin.body, { code: 'ABCDE FGH' })).toMatchObject([
    { field: 'body.code', seen: 'not repeated here' },
  ])
  expect(problems(apiRoutes.signIn.body, { token: 'short' })).toMatchObject([
    { field: 'body.token', seen: 'not repeated here' },
  ])
})

test('of what is long or many only a part is repeated', () => {
  const [{ seen = '' } = {}] = problems(apiRoutes.propose.body, { symbol: 'x'.repeat(5_000) })
  expect([seen.length, seen.endsWith('…')]).toEqual([80, true])
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`field${index}`, index]))
  expect(problems(apiRoutes.propose.body, many)).toHaveLength(20)
})
