import { beforeAll, describe, expect, test } from '@jest/globals'
import { Meter } from '../../../../infra/metrics/meter.ts'
import { StoreCallBudget } from '../../../../infra/pacing/store-call-budget.ts'
import {
  cachesAnswer,
  metricsAnswer,
  rateLimitsAnswer,
  readinessAnswer,
  tokenAnswer,
} from '../../../../shared/api/answers/health-answers.ts'
import type { Known } from '../../../../shared/cycles/questions/asked.ts'
import { healthChecks } from '../../../../shared/cycles/questions/health.ts'
import { cachesView } from '../../../../shared/cycles/views/caches-view.ts'
import { metricsView } from '../../../../shared/cycles/views/metrics-view.ts'
import { rateLimitsView } from '../../../../shared/cycles/views/rate-limits-view.ts'
import { readinessView } from '../../../../shared/cycles/views/readiness-view.ts'
import { tokenView } from '../../../../shared/cycles/views/token-view.ts'
import { SecretsUnavailableError } from '../../../../shared/ports/secrets.ts'
import { StoreUnavailableError } from '../../../../shared/ports/store.ts'
import { parseExchangeDate } from '../../../../shared/time/exchange-time.ts'
import { cycleBench } from '../../../support/cycle-bench.ts'
import { at, tradedDay } from '../questions/traded-day.ts'
import { troubledDay } from '../questions/troubled-day.ts'
import { known } from './known.ts'

const LIMIT = { requestsPerMinuteMax: 60 }
const empty = () => known(cycleBench({ now: at(600) }))

let day: Known
beforeAll(async () => {
  day = await known(await tradedDay())
})

describe('the readiness', () => {
  test('is given while every check is well', async () => {
    const answer = readinessAnswer.parse(await readinessView(day))
    expect(answer.ready).toBe(true)
    expect(answer.checks).toEqual(await healthChecks(day))
    expect(answer.checks).toHaveLength(10)
  })

  test('is gone as soon as one is ill', async () => {
    const { ready, checks } = readinessAnswer.parse(await readinessView(await known(await troubledDay())))
    expect(ready).toBe(false)
    expect(checks.find(({ name }) => name === 'Clock')?.verdict).toBe('ill')
  })

  test('is not taken away by what nobody knows', async () => {
    const bench = cycleBench({ now: at(480) })
    bench.session.clockAheadMs = undefined
    const { ready, checks } = readinessAnswer.parse(await readinessView(await known(bench)))
    expect(checks.flatMap(({ name, verdict }) => (verdict === 'unknown' ? [name] : []))).toEqual([
      'Quotes',
      'Clock',
    ])
    expect(ready).toBe(true)
  })
})

describe('the token', () => {
  test('is told with its dates and ends at midnight in New York', async () => {
    expect(tokenAnswer.parse(await tokenView(day))).toEqual({
      state: 'ACTIVE',
      mayTrade: true,
      issuedAt: '2026-03-03T11:50:00.000Z',
      lastUsedAt: '2026-03-03T15:50:00.000Z',
      endsAt: '2026-03-04T05:00:00.000Z',
    })
  })

  test('that is missing has no dates', async () => {
    const bench = cycleBench({ now: at(600) })
    bench.session.current = undefined
    expect(tokenAnswer.parse(await tokenView(await known(bench)))).toEqual({
      state: 'NOT_FOUND',
      mayTrade: false,
    })
  })

  test('of yesterday has ended last midnight', async () => {
    const bench = cycleBench({ now: at(600) })
    bench.session.current = { issuedAt: at(600, parseExchangeDate('2026-03-02')), lastUsedAt: undefined }
    const answer = tokenAnswer.parse(await tokenView(await known(bench)))
    expect(answer).toMatchObject({ state: 'EXPIRED', mayTrade: false, endsAt: '2026-03-03T05:00:00.000Z' })
  })

  test('that sleeps needs no new sign-in', async () => {
    const answer = tokenAnswer.parse(await tokenView(await known(await troubledDay())))
    expect(answer).toMatchObject({ state: 'IDLE', mayTrade: true })
  })

  test('that can not be read is an error, not a missing one', async () => {
    const bench = cycleBench({ now: at(600) })
    bench.session.token = async () => {
      throw new SecretsUnavailableError('no answer')
    }
    await expect(tokenView(await known(bench))).rejects.toThrow(SecretsUnavailableError)
  })
})

describe('the limits', () => {
  test('are told by module with what is used of them', async () => {
    const { broker, api } = rateLimitsAnswer.parse(await rateLimitsView(day, LIMIT))
    expect(broker).toMatchObject({ callsToday: 104, callsPerDayMax: 10_000, entriesStopAtPct: 80 })
    expect(broker?.modules.find(({ module }) => module === 'market')).toEqual({
      module: 'market',
      callsToday: 104,
      callsThisHour: 66,
      callsPerHourMax: 12_000,
      quotesThisHour: 135,
    })
    expect(api).toEqual(LIMIT)
  })

  test('name the pause that the broker wants', async () => {
    const bench = cycleBench({ now: at(660) })
    const { clock, store } = bench
    const budget = new StoreCallBudget({ store, clock, rules: bench.world.config.pacing })
    await budget.take({ module: 'market', purpose: 'read', symbols: 25 })
    const kept = (await store.get('limits/market'))?.value as { limits: object }
    const freeze = { since: at(660), until: at(661), seconds: 60 }
    const value = { ...kept, limits: { ...kept.limits, freeze } }
    await store.commit([{ kind: 'set', path: 'limits/market', value }])
    const { broker } = rateLimitsAnswer.parse(await rateLimitsView(await known(bench, { budget }), LIMIT))
    expect(broker?.modules.map(({ module, pausedUntil }) => [module, pausedUntil])).toEqual([
      ['accounts', undefined],
      ['market', '2026-03-03T16:01:00.000Z'],
      ['orders', undefined],
    ])
  })

  test('of a broker without any are absent', async () => {
    expect(rateLimitsAnswer.parse(await rateLimitsView(await empty(), LIMIT))).toEqual({ api: LIMIT })
  })
})

test('the caches are told by name, with a rate once they were looked at', () => {
  const meter = new Meter()
  expect(cachesAnswer.parse(cachesView(meter.report()))).toEqual({ caches: [] })
  for (const outcome of ['hit', 'hit', 'hit', 'miss'] as const) meter.look('quote', outcome)
  meter.look('balance', 'miss')
  expect(cachesAnswer.parse(cachesView(meter.report()))).toEqual({
    caches: [
      { kind: 'balance', hits: 0, misses: 1, hitRatePct: 0 },
      { kind: 'quote', hits: 3, misses: 1, hitRatePct: 75 },
    ],
  })
})

describe('the metrics', () => {
  test('tell the calls of this process and the use of the day', async () => {
    const meter = new Meter()
    meter.call({ provider: 'etrade', module: 'orders', ok: false, durationMs: 250 })
    meter.call({ provider: 'etrade', module: 'market', ok: true, durationMs: 120 })
    expect(metricsAnswer.parse(await metricsView(day, meter.report()))).toEqual({
      date: '2026-03-03',
      process: {
        calls: [
          { name: 'etrade/market', calls: 1, failures: 0, p50Ms: 120, p95Ms: 120 },
          { name: 'etrade/orders', calls: 1, failures: 1, p50Ms: 250, p95Ms: 250 },
        ],
      },
      today: {
        scans: 41,
        monitors: 81,
        calls: { 'etrade/market': 127 },
        usage: { runs: 127, reads: 1_143, writes: 889, deletes: 0, runSeconds: 0 },
      },
      nakedSeconds: { p50: 0, p99: 0, worst: 0 },
    })
  })

  test('of a system that has done nothing are zero or absent', async () => {
    expect(metricsAnswer.parse(await metricsView(await empty(), { calls: {} }))).toEqual({
      date: '2026-03-03',
      process: { calls: [] },
      today: { scans: 0, monitors: 0, calls: {} },
    })
  })

  test('are refused while the store does not answer', async () => {
    const { world, state } = await empty()
    const query = async () => {
      throw new StoreUnavailableError('no answer')
    }
    const store = { ...world.store, query }
    await expect(metricsView({ world: { ...world, store }, state }, { calls: {} })).rejects.toThrow(
      StoreUnavailableError,
    )
  })
})
