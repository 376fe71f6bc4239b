import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { z } from 'zod'
import { freshId, sessionToken } from '../../../functions/api/session-token.ts'
import { SystemClock } from '../../../infra/clock/system-clock.ts'
import { openMarketSource } from '../../../local/market-source.ts'
import { CollectingNotifier } from '../../../local/run-market.ts'
import { signIn } from '../../../local/sign-in.ts'
import { type Stack, startStack } from '../../../local/stack.ts'
import type { ApiRoute } from '../../../shared/api/api-route.ts'
import { apiRoutes } from '../../../shared/api/api-routes.ts'
import { parseConfig } from '../../../shared/config/config.ts'
import { beginSession } from '../../../shared/cycles/sessions/session.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { overTheWire, problemIn, type WireAnswer } from '../../support/api-bench.ts'
import { fitting, type JsonSchema, jsonSchema, spoilt } from '../../support/schema-arbitrary.ts'

const REQUESTS = 2_400
const AT_ONCE = 16
const DATE = parseExchangeDate('2026-03-02')
const TEN_THIRTY = 10 * 60 + 30
/** They read a whole universe each, so that a few calls must do. */
const SLOW: Readonly<Record<string, number>> = { runPrepareDay: 2, runDailyReport: 2, runScan: 10, scan: 20 }
const SYMBOLS = ['SQQQ', 'TQQQ', 'AAPL', 'NVDA']
const CONFIG = parseConfig({
  api: { requestsPerMinuteMax: 10_000 },
  universe: { catalysts: ['AAPL', 'NVDA'] },
})

const operationSchema = z.looseObject({
  operationId: z.string(),
  parameters: z
    .array(z.looseObject({ in: z.enum(['path', 'query']), name: z.string(), schema: jsonSchema }))
    .default([]),
  requestBody: z
    .looseObject({ content: z.looseObject({ 'application/json': z.looseObject({ schema: jsonSchema }) }) })
    .optional(),
  responses: z.record(z.string(), z.unknown()),
})
const documentSchema = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operationSchema)) })

interface Operation extends z.infer<typeof operationSchema> {
  readonly method: string
  readonly path: string
}

interface Shot {
  readonly operation: Operation
  readonly path: string
  readonly body: string | undefined
  /** Every part fits the document. */
  readonly isFitting: boolean
}

let stack: Stack
let folder: string

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'openbell-fuzz-'))
  stack = await startStack({
    ...{ folder, port: 0, config: CONFIG, notifier: new CollectingNotifier() },
    source: openMarketSource({ date: DATE, symbols: SYMBOLS }),
    onBrokerRequest: () => undefined,
  })
  const run = (job: string) => fetch(`${stack.functions.baseUrl}/${job}`, { method: 'POST' })
  await signIn(stack.local.session)
  await run('prepare-day')
  stack.clock.moveTo(exchangeInstant(DATE, TEN_THIRTY))
  await run('signal-scan')
}, 60_000)

afterAll(async () => {
  await stack.close()
  rmSync(folder, { recursive: true })
})

test('whatever is sent to any address, a healthy system answers as its document says and never fails', async () => {
  const token = await freshToken()
  const asked = await overTheWire(baseUrl(), { method: 'GET', path: '/api/openapi.json', token })
  const seed = Number(process.env['OPENBELL_FUZZ_SEED'] ?? fc.readConfigureGlobal().seed ?? Date.now() % 1e9)
  const shots = fc.sample(shotAt(operationsIn(JSON.parse(asked.text))), { numRuns: REQUESTS, seed })
  const aimed = withoutMostOf(SLOW, shots)
  const counts: Record<string, number> = {}
  const wrongs: string[] = []
  const startedAt = performance.now()
  await inParallel(aimed, async (shot) => {
    const answer = await fire(shot, shot.operation.operationId === 'signOut' ? await freshToken() : token)
    counts[answer.status] = (counts[answer.status] ?? 0) + 1
    const wrong = whatIsWrong(shot, answer)
    if (wrong) wrongs.push(`${told(shot)}: ${wrong}\n${answer.text.slice(0, 1_000)}`)
  })
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  process.stdout.write(
    `${aimed.length} requests in ${seconds} s, OPENBELL_FUZZ_SEED=${seed}: ${JSON.stringify(counts)}\n`,
  )
  expect(wrongs).toEqual([])
  expect(aimed.length).toBeGreaterThanOrEqual(2_000)
  expect(counts[200]).toBeGreaterThan(500)
  expect(counts[400]).toBeGreaterThan(300)
}, 120_000)

const baseUrl = () => stack.functions.baseUrl

async function freshToken(): Promise<string> {
  const id = freshId()
  await beginSession(stack.local.world, { id, at: new SystemClock().now() })
  return sessionToken(id, await stack.local.sessionKey())
}

function operationsIn(document: unknown): readonly Operation[] {
  return Object.entries(documentSchema.parse(document).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      ...operation,
      method: method.toUpperCase(),
      path,
    })),
  )
}

/** One request to one of the addresses, of which half are as they should be. */
function shotAt(operations: readonly Operation[]): fc.Arbitrary<Shot> {
  return fc.tuple(fc.constantFrom(...operations), fc.boolean()).chain(([operation, isFitting]) => {
    const { parameters, requestBody } = operation
    const make = isFitting ? fitting : spoilt
    const parts = parameters.map((part) =>
      make(part.schema).map((value) => ({ ...part, text: textOf(value) })),
    )
    const schema = requestBody?.content['application/json'].schema
    return fc
      .tuple(fc.tuple(...parts), schema ? bodyOf(schema, isFitting) : fc.constant(undefined))
      .map(([values, body]) => ({ operation, isFitting, body, path: addressOf(operation.path, values) }))
  })
}

function bodyOf(schema: JsonSchema, isFitting: boolean): fc.Arbitrary<string> {
  const whole = (isFitting ? fitting(aimedAt(schema)) : spoilt(schema)).map((value) => JSON.stringify(value))
  if (isFitting) return whole
  const cut = whole.map((text) => text.slice(0, Math.ceil(text.length / 2)))
  return fc.oneof({ arbitrary: whole, weight: 8 }, cut, fc.constant(`"${'x'.repeat(70_000)}"`))
}

/** Tickers that the market has, now and then; made-up ones would never get far. */
function aimedAt(schema: JsonSchema): JsonSchema {
  const { properties, anyOf } = schema
  if (anyOf) return { ...schema, anyOf: anyOf.map(aimedAt) }
  const named = Object.entries(properties ?? {}).map(([name, field]) => [
    name,
    name === 'symbol' || name === 'ticker' ? { anyOf: [field, { enum: SYMBOLS }] } : field,
  ])
  return { ...schema, properties: Object.fromEntries(named) }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
}

function addressOf(
  path: string,
  values: readonly { readonly in: string; readonly name: string; readonly text: string }[],
): string {
  const query = values.filter((part) => part.in === 'query')
  const filled = values
    .filter((part) => part.in === 'path')
    .reduce((address, { name, text }) => address.replace(`{${name}}`, () => encoded(text)), path)
  return `/api${filled}${query.map(({ name, text }, index) => `${index ? '&' : '?'}${name}=${encoded(text)}`).join('')}`
}

/** Half a character has no code in an address. */
function encoded(text: string): string {
  return encodeURIComponent(text.toWellFormed().slice(0, 2_000).toWellFormed())
}

/** Keeps so many requests to these addresses that reach them. */
function withoutMostOf(most: Readonly<Record<string, number>>, shots: readonly Shot[]): readonly Shot[] {
  const kept: Record<string, number> = {}
  return shots.filter(({ operation: { operationId }, isFitting }) => {
    if (!isFitting && operationId !== 'scan') return true
    kept[operationId] = (kept[operationId] ?? 0) + 1
    return (kept[operationId] ?? 0) <= (most[operationId] ?? Number.POSITIVE_INFINITY)
  })
}

function fire({ operation: { method }, path, body }: Shot, token: string): Promise<WireAnswer> {
  return overTheWire(baseUrl(), { method, path, token, body })
}

/** What of an answer is not as the document and the contract say; `undefined` when nothing is. */
function whatIsWrong({ operation, isFitting, path }: Shot, answer: WireAnswer): string | undefined {
  const { status, text } = answer
  if (status >= 500) return `a healthy system answered ${status}`
  if (!(status in operation.responses)) return `the document has no ${status} there`
  if (status !== 200) problemIn(answer)
  else {
    const { answer: schema } = apiRoutes[operation.operationId as keyof typeof apiRoutes] as ApiRoute
    const { error } = schema.safeParse(JSON.parse(text))
    if (error) return `it does not fit its schema: ${error.message}`
  }
  const isAllowed = status !== 400 || /must be above 0/.test(text) || path.length > 2_000
  return isFitting && !isAllowed ? 'a request that fits the document was refused' : undefined
}

function told({ operation, path, body }: Shot): string {
  return `${operation.method} ${path.slice(0, 300)} ${body?.slice(0, 300) ?? ''}`
}

async function inParallel<Item>(items: readonly Item[], work: (item: Item) => Promise<void>): Promise<void> {
  const rest = items.values()
  const worker = async () => {
    for (const item of rest) await work(item)
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
}
