import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { Validator } from '@seriousme/openapi-schema-validator'
import { z } from 'zod'
import type { ApiRoute } from '../../../shared/api/api-route.ts'
import { apiRoutes } from '../../../shared/api/api-routes.ts'
import { type ApiBench, apiBench, problemIn } from '../../support/api-bench.ts'

const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z.array(z.looseObject({ in: z.string(), name: z.string() })).default([]),
  security: z.array(z.unknown()).optional(),
  responses: z.record(z.string(), z.unknown()),
})
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })

let bench: ApiBench
let token: string

beforeAll(async () => {
  bench = await apiBench()
  token = await bench.signedIn()
})
afterAll(async () => {
  bench.assertNothingTold()
  await bench.close()
})

async function document() {
  const { text } = await bench.call('GET', '/openapi.json', { token })
  return documentSchema.parse(JSON.parse(text))
}

test('the document is valid OpenAPI 3.1', async () => {
  const validator = new Validator()
  expect(await validator.validate(await document())).toEqual({ valid: true })
  expect(validator.version).toBe('3.1')
})

test('it is for who has signed in, as everything is', async () => {
  problemIn(await bench.call('GET', '/openapi.json'), 401)
})

test('it lists every address with its parts and its refusals, and nothing else', async () => {
  const { paths } = await document()
  const listed = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: operation.operationId,
      address: `${method} ${path}`,
      isOpen: operation.security?.length === 0,
      parts: operation.parameters.map((part) => `${part.in} ${part.name}`).sort(),
      refusals: Object.keys(operation.responses),
    })),
  )
  const routes = Object.entries(apiRoutes as Readonly<Record<string, ApiRoute>>)
  for (const [name, { method, path, access, params, query, body, refusals }] of routes) {
    const told = ['200', '403', '429', '500', '503', '504', ...Object.keys(refusals ?? {})]
    if (access === 'owner') told.push('401')
    if (body) told.push('400', '413', '415')
    const parts = [
      ...Object.keys(params?.shape ?? {}).map((part) => `path ${part}`),
      ...Object.keys(query?.shape ?? {}).map((part) => `query ${part}`),
    ]
    expect(listed.find((one) => one.name === name)).toEqual({
      name,
      address: `${method} ${path.replace(/:(\w+)/, '{$1}')}`,
      isOpen: access === 'open',
      parts: parts.sort(),
      refusals: expect.arrayContaining(told),
    })
  }
  expect(listed).toHaveLength(routes.length)
})

test('every list and figure of a system that has done nothing yet is answered as the document says', async () => {
  const reads = Object.values(apiRoutes as Readonly<Record<string, ApiRoute>>)
    .filter(({ method, params }) => method === 'get' && !params)
    .filter(({ path }) => path !== '/account')
  for (const { path, answer } of reads) {
    const { status, text } = await bench.call('GET', path, { token })
    expect([path, status, answer.safeParse(JSON.parse(text)).error]).toEqual([path, 200, undefined])
  }
})
