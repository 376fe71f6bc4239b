import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { expect, test } from '@jest/globals'
import { dailyReport } from '../../functions/daily-report.ts'
import { FlightRecorder } from '../../shared/cycles/recording/flight-recorder.ts'
import type { World } from '../../shared/cycles/world.ts'
import { exchangeInstant, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { cycleBench } from '../support/cycle-bench.ts'
import { functionBench } from '../support/function-bench.ts'

const EVENING = exchangeInstant(parseExchangeDate('2026-03-03'), 965)

/** Calls the function in a world whose runs are recorded. */
async function called(change: (world: World) => World = (world) => world) {
  const cycles = cycleBench({ now: EVENING })
  const world = change({ ...cycles.world, recorder: new FlightRecorder(() => undefined) })
  const bench = functionBench(() => world)
  http('daily-report-under-test', dailyReport(bench.parts))
  const server = getTestServer('daily-report-under-test').listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST' })
  const body = await response.json()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  return { status: response.status, body, headlines: cycles.headlines(), lines: bench.lines }
}

test('after the report the day is compared with its backtest', async () => {
  const { status, body, headlines } = await called()
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'done', parity: { status: 'done', notPossible: expect.any(String) } })
  expect(headlines.slice(-2)).toEqual([
    'END OF DAY 2026-03-03',
    expect.stringMatching(/^Parity 2026-03-03: not possible: no tape of the day/),
  ])
})

test('a comparison that breaks leaves the report as it is, and the log says so', async () => {
  const { status, body, headlines, lines } = await called((world) => ({
    ...world,
    store: new Proxy(world.store, {
      get: (store, name) => {
        if (name !== 'get') return Reflect.get(store, name).bind(store)
        return (path: string) => {
          if (path.startsWith('parity/')) throw new TypeError('inner detail 4711')
          return store.get(path as `${string}/${string}`)
        }
      },
    }),
  }))
  expect(status).toBe(200)
  expect(body).toMatchObject({ status: 'done', parity: { status: 'failed' } })
  expect(JSON.stringify(body)).not.toContain('4711')
  expect(headlines.at(-1)).toBe('END OF DAY 2026-03-03')
  expect(lines).toContainEqual(
    expect.objectContaining({ severity: 'ERROR', stack_trace: expect.stringContaining('4711') }),
  )
})

test('a report that is not due is followed by no comparison', async () => {
  const { body } = await called((world) => ({
    ...world,
    clock: { ...world.clock, now: () => exchangeInstant(parseExchangeDate('2026-03-07'), 965) },
  }))
  expect(body).toMatchObject({ status: 'skipped' })
  expect(body).not.toHaveProperty('parity')
})
