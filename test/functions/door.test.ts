import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { door } from '../../functions/door.ts'
import { functionNames, registerFunctions } from '../../functions/index.ts'
import { TIME_BUDGET_SECONDS } from '../../functions/time-budget.ts'
import { LeaseLostError } from '../../shared/cycles/tick.ts'
import { type NotRun, runKey, type Trigger } from '../../shared/cycles/trigger.ts'
import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import { CallerCheckUnavailableError } from '../../shared/ports/caller-check.ts'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import { cycleBench } from '../support/cycle-bench.ts'
import { NINE_THIRTY_SIX } from '../support/fixtures.ts'
import { functionBench } from '../support/function-bench.ts'

type Answer = { readonly status: 'done' } | NotRun

const { world } = cycleBench()
let server: Server | undefined
let bench = functionBench(() => world)

beforeEach(() => {
  bench = functionBench(() => world)
})

afterEach(closeServer)

async function closeServer(): Promise<void> {
  server?.closeAllConnections()
  await new Promise((resolve) => (server ? server.close(resolve) : resolve(undefined)))
  server = undefined
}

/** Calls a registered function over HTTP. */
async function call(name: string, request: RequestInit = { method: 'POST' }) {
  server = getTestServer(name).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`, request)
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  const body = isJson ? JSON.parse(text) : undefined
  const header = (name: string) => response.headers.get(name)
  return { status: response.status, allow: header('allow'), header, text, body }
}

/** A door in front of a cycle that ends like this; answers the function's name and what reached the cycle. */
function doorTo(cycle: () => Promise<Answer>, compose = () => world) {
  const parts = { ...bench.parts, compose }
  const triggers: Trigger[] = []
  const run = async (_: typeof world, trigger: Trigger) => {
    triggers.push(trigger)
    return cycle()
  }
  http(
    'door-under-test',
    door('signal-scan', async () => run, parts),
  )
  return triggers
}

const failing = (error: unknown) => async (): Promise<Answer> => {
  throw error
}

const scheduled = (time: string): RequestInit => ({
  method: 'POST',
  headers: { 'X-CloudScheduler-ScheduleTime': time },
})

describe('requests', () => {
  test('GET is not allowed and runs nothing', async () => {
    const triggers = doorTo(async () => ({ status: 'done' }))
    const { status, allow, body } = await call('door-under-test', { method: 'GET' })
    expect(status).toBe(405)
    expect(allow).toBe('POST')
    expect(body).toMatchObject({ status: 'failed', problem: 'send POST to run signal-scan; this was GET' })
    expect(triggers).toEqual([])
  })

  test.each(['yesterday', '5', '2026-03-03', '2026-13-03T14:30:00Z'])(
    'the schedule time "%s" is refused and runs nothing',
    async (time) => {
      const triggers = doorTo(async () => ({ status: 'done' }))
      const { status, body } = await call('door-under-test', scheduled(time))
      expect(status).toBe(400)
      expect(body.problem).toContain('X-CloudScheduler-ScheduleTime')
      expect(triggers).toEqual([])
    },
  )

  test.each(['2026-03-03T14:30:00Z', '2026-03-03T14:30:00.000Z', '2026-03-03T09:30:00-05:00'])(
    'the schedule time %s names the run',
    async (time) => {
      const triggers = doorTo(async () => ({ status: 'done' }))
      await call('door-under-test', scheduled(time))
      expect(triggers).toEqual([
        {
          job: 'signal-scan',
          scheduledAt: Date.UTC(2026, 2, 3, 14, 30),
          correlationId: expect.stringMatching(/^[0-9a-f]{32}$/),
        },
      ])
    },
  )

  test('calls by hand are runs of their own, also at the same moment', async () => {
    const triggers = doorTo(async () => ({ status: 'done' }))
    await call('door-under-test')
    await closeServer()
    await call('door-under-test')
    expect(triggers.map(({ scheduledAt }) => scheduledAt)).toEqual([NINE_THIRTY_SIX, NINE_THIRTY_SIX])
    expect(new Set(triggers.map(runKey)).size).toBe(2)
  })
})

describe('answers', () => {
  test.each<Answer>([
    { status: 'done' },
    { status: 'skipped', reason: 'market-closed: weekend' },
    { status: 'duplicate' },
    { status: 'busy', holder: 'position-monitor-1' },
  ])('$status is answered with 200 and its summary', async (answer) => {
    doorTo(async () => answer)
    const { status, body } = await call('door-under-test')
    expect(status).toBe(200)
    expect(body).toEqual({ job: 'signal-scan', at: '2026-03-03 09:36 ET', ...answer })
  })

  test.each([
    [502, new BrokerUnreachableError('market/quote', 'market/quote: no answer within 10 s')],
    [503, new StoreUnavailableError('the store did not answer')],
    [409, new LeaseLostError('lost the account to another run')],
  ])('%d: an expected failure is told in its own words', async (httpStatus, error) => {
    doorTo(failing(error))
    const { status, body } = await call('door-under-test')
    expect(status).toBe(httpStatus)
    expect(body).toMatchObject({ status: 'failed', problem: error.message })
  })

  const inner = new TypeError('inner detail 4711')
  test.each([
    ['of the cycle', failing(inner), () => world],
    [
      'while the world is composed',
      async (): Promise<Answer> => ({ status: 'done' }),
      () => {
        throw inner
      },
    ],
  ])('an unexpected error %s is 500: the log has it, the caller does not', async (_, cycle, compose) => {
    doorTo(cycle, compose)
    const { status, text, body } = await call('door-under-test')
    expect(status).toBe(500)
    expect(body).toMatchObject({ job: 'signal-scan', status: 'failed' })
    expect(text).not.toContain('4711')
    expect(bench.lines).toEqual([
      expect.objectContaining({
        severity: 'ERROR',
        job: 'signal-scan',
        status: 'failed',
        httpStatus: 500,
        stack_trace: expect.stringContaining('inner detail 4711'),
      }),
    ])
  })
})

describe('the log', () => {
  test('each run leaves one line: what ran, how it ended and how long it took', async () => {
    doorTo(async () => {
      bench.stopwatch.current = 1_234.4
      return { status: 'done' }
    })
    await call('door-under-test', scheduled('2026-03-03T14:30:00Z'))
    expect(bench.lines).toEqual([
      expect.objectContaining({
        severity: 'INFO',
        message: 'run ended: done',
        job: 'signal-scan',
        run: `signal-scan-${Date.UTC(2026, 2, 3, 14, 30)}`,
        status: 'done',
        httpStatus: 200,
        durationMs: 1_234,
      }),
    ])
  })

  test('an expected failure is a warning with its stack and its run', async () => {
    doorTo(failing(new StoreUnavailableError('the store did not answer')))
    await call('door-under-test')
    expect(bench.lines).toEqual([
      expect.objectContaining({
        severity: 'WARNING',
        problem: 'the store did not answer',
        run: expect.stringMatching(/^signal-scan-by-hand-/),
        stack_trace: expect.stringMatching(/^StoreUnavailableError: the store did not answer\n +at /),
      }),
    ])
  })

  const TRACE = '0123456789abcdef0123456789abcdef'
  test.each([
    ['X-Cloud-Trace-Context', `${TRACE.toUpperCase()}/77;o=1`],
    ['traceparent', `00-${TRACE}-0123456789abcdef-01`],
  ])('the trace of %s is in the answer and in every line of the run', async (name, value) => {
    doorTo(async () => {
      bench.parts.log.info({}, 'from within the run')
      return { status: 'done' }
    })
    const { header } = await call('door-under-test', { method: 'POST', headers: { [name]: value } })
    expect(header('x-correlation-id')).toBe(TRACE)
    expect(bench.lines.map(({ message, correlationId }) => [message, correlationId])).toEqual([
      ['from within the run', TRACE],
      ['run ended: done', TRACE],
    ])
  })

  test.each(['', 'nonsense', `${'0'.repeat(32)}/1`])('the trace "%s" is none: a fresh id', async (value) => {
    doorTo(async () => ({ status: 'done' }))
    const { header } = await call('door-under-test', {
      method: 'POST',
      headers: { 'X-Cloud-Trace-Context': value },
    })
    expect(header('x-correlation-id')).toMatch(/^(?!0+$)[0-9a-f]{32}$/)
    expect(bench.lines[0]).toMatchObject({ correlationId: header('x-correlation-id') })
  })
})

describe('callers', () => {
  test.each([
    [401, 'expired', 'Bearer'],
    [403, 'wrong-caller', null],
  ] as const)(
    '%d: a call that is %s is told why, and nothing is composed',
    async (httpStatus, refused, challenge) => {
      bench.verdict = { ok: false, refused, reason: 'get a new one' }
      const triggers = doorTo(
        async () => ({ status: 'done' }),
        () => {
          throw new Error('composed')
        },
      )
      const { status, body, header } = await call('door-under-test', {
        method: 'POST',
        headers: { Authorization: 'Bearer some.token.here' },
      })
      expect([status, header('www-authenticate')]).toEqual([httpStatus, challenge])
      expect(body).toEqual({ job: 'signal-scan', status: 'failed', problem: 'get a new one' })
      expect(bench.checked).toEqual([['signal-scan', 'Bearer some.token.here']])
      expect(triggers).toEqual([])
      expect(bench.lines).toEqual([expect.objectContaining({ severity: 'WARNING', httpStatus })])
      expect(JSON.stringify(bench.lines)).not.toContain('some.token.here')
    },
  )

  test('503: nobody can be asked whether a caller is genuine', async () => {
    bench.verdict = new CallerCheckUnavailableError('the certificates can’t be read')
    const triggers = doorTo(async () => ({ status: 'done' }))
    const { status, body } = await call('door-under-test')
    expect([status, body.problem]).toEqual([503, 'the certificates can’t be read'])
    expect(triggers).toEqual([])
  })
})

test('a run that is not over in time is answered with 504, goes on and tells the log how it ended', async () => {
  const { promise, resolve } = Promise.withResolvers<Answer>()
  doorTo(() => promise)
  const answered = call('door-under-test')
  await bench.stopwatch.passTo(TIME_BUDGET_SECONDS['signal-scan'] * 1000)
  const { status, body } = await answered
  expect(status).toBe(504)
  expect(body.problem).toContain('signal-scan has not ended after 100 s and goes on')
  expect(bench.lines).toEqual([
    expect.objectContaining({ severity: 'ERROR', status: 'overdue', job: 'signal-scan' }),
  ])
  resolve({ status: 'done' })
  await promise
  await new Promise(setImmediate)
  expect(bench.lines.at(-1)).toMatchObject({ message: 'run ended: done', durationMs: 100_000 })
  expect(bench.stopwatch.isStopped).toBe(true)
})

test('every job has its function', async () => {
  registerFunctions(functionBench(() => cycleBench().world).parts)
  expect([...functionNames].sort()).toEqual([
    'api',
    'daily-report',
    'position-monitor',
    'prepare-day',
    'safe-mode-confirm',
    'safe-mode-on',
    'signal-scan',
    'telegram-webhook',
    'token-renewal',
    'watchdog',
  ])
  expect((await call('position-monitor')).body).toMatchObject({
    job: 'position-monitor',
    status: 'done',
    held: 0,
  })
})
