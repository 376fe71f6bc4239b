import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { afterEach, describe, expect, jest, test } from '@jest/globals'
import { door } from '../../functions/door.ts'
import { functionNames, registerFunctions } from '../../functions/index.ts'
import { LeaseLostError } from '../../shared/cycles/tick.ts'
import { type NotRun, runKey, type Trigger } from '../../shared/cycles/trigger.ts'
import { BrokerUnreachableError } from '../../shared/domain/errors.ts'
import { StoreUnavailableError } from '../../shared/ports/store.ts'
import { cycleBench } from '../support/cycle-bench.ts'
import { NINE_THIRTY_SIX } from '../support/fixtures.ts'

type Answer = { readonly status: 'done' } | NotRun

const { world } = cycleBench()
let server: Server | undefined

afterEach(async () => {
  jest.restoreAllMocks()
  await closeServer()
})

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
  return { status: response.status, allow: response.headers.get('allow'), text, body }
}

/** A door in front of a cycle that ends like this; answers the function's name and what reached the cycle. */
function doorTo(cycle: () => Promise<Answer>, compose = () => world) {
  const triggers: Trigger[] = []
  const run = async (_: typeof world, trigger: Trigger) => {
    triggers.push(trigger)
    return cycle()
  }
  http('door-under-test', door('signal-scan', run, compose))
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
      expect(triggers).toEqual([{ job: 'signal-scan', scheduledAt: Date.UTC(2026, 2, 3, 14, 30) }])
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
    const log = jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    doorTo(cycle, compose)
    const { status, text, body } = await call('door-under-test')
    expect(status).toBe(500)
    expect(body).toMatchObject({ job: 'signal-scan', status: 'failed' })
    expect(text).not.toContain('4711')
    expect(log.mock.calls.map(([line]) => String(line)).join('')).toContain('inner detail 4711')
  })
})

test('every job has its function', async () => {
  registerFunctions(() => cycleBench().world)
  expect([...functionNames].sort()).toEqual([
    'daily-report',
    'position-monitor',
    'prepare-day',
    'safe-mode-confirm',
    'safe-mode-on',
    'signal-scan',
    'token-renewal',
    'watchdog',
  ])
  expect((await call('position-monitor')).body).toMatchObject({
    job: 'position-monitor',
    status: 'done',
    held: 0,
  })
})
