import { globSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { functionNames } from '../../functions/index.ts'
import { SCHEDULER_MARGIN_SECONDS, TIME_BUDGET_SECONDS } from '../../functions/time-budget.ts'
import { readAdvisorSettings } from '../../infra/advisor/advisor-settings.ts'
import { readCallerSettings } from '../../infra/caller-settings.ts'
import { readCloudSettings } from '../../infra/cloud-settings.ts'
import { scheduleOf } from '../../local/schedule.ts'
import { alertSchema } from '../../shared/alerts/alert.ts'
import * as closedTrades from '../../shared/cycles/closed-trades.ts'
import type { Job } from '../../shared/cycles/trigger.ts'
import { alertsView } from '../../shared/cycles/views/alerts-view.ts'
import { banditLogsView } from '../../shared/cycles/views/bandit-view.ts'
import { ordersView } from '../../shared/cycles/views/orders-view.ts'
import type { World } from '../../shared/cycles/world.ts'
import type { DocumentQuery, Store } from '../../shared/ports/store.ts'
import { initialState } from '../../shared/state/trading-state.ts'
import { exchangeInstant, minuteOfDay, parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { cronMatcher, type Moment } from './cron.ts'
import { localMap, resourceBlocks, root, sourceOf, terraformText } from './terraform-sources.ts'
import { expiringCollections, writtenCollections } from './written-documents.ts'

const functions = localMap('functions')
const jobs = localMap('jobs')
const scheduled = [...jobs.values()].map((job) => job['function'])

/** The functions that anybody on the internet may call; each needs a lock of its own. */
const PUBLIC: readonly string[] = ['telegram', 'browser']

describe('the functions', () => {
  test('every function of the code is deployed, and nothing else', () => {
    expect([...functions.keys()].toSorted()).toEqual([...functionNames].toSorted())
  })

  test('every function has a service account and runs as it', () => {
    expect(resourceBlocks('google_service_account').get('function')).toMatch(
      /for_each\s+= local\.functions$/m,
    )
    const deployed = resourceBlocks('google_cloudfunctions2_function').get('function')
    expect(deployed).toMatch(/for_each\s+= local\.functions$/m)
    expect(deployed).toMatch(
      /service_account_email\s+= google_service_account\.function\[each\.key\]\.email$/m,
    )
  })

  test('a function is called by a job, by the owner alone, by Telegram, or by a browser', () => {
    for (const [name, { caller }] of functions)
      expect([name, scheduled.includes(name)]).toEqual([name, caller === 'job'])
    const calledBy = (who: string) =>
      [...functions].flatMap(([name, { caller }]) => (caller === who ? [name] : []))
    expect(calledBy('owner')).toEqual(['safe-mode-on', 'safe-mode-confirm'])
    expect(calledBy('telegram')).toEqual(['telegram-webhook'])
    expect(calledBy('browser')).toEqual(['api'])
  })

  test('the platform waits a little longer than a run may take', () => {
    const timeouts = functionNames.map((name) => functions.get(name)?.['timeout_seconds'])
    expect(timeouts).toEqual(
      functionNames.map((name) => TIME_BUDGET_SECONDS[name] + SCHEDULER_MARGIN_SECONDS),
    )
  })

  test('the environment of a function is what its code reads', () => {
    const deployed = resourceBlocks('google_cloudfunctions2_function').get('function') ?? ''
    const names = [...deployed.matchAll(/^ {6}([A-Z_]+) += /gm)].map(([, name = '']) => name)
    const defaults: Readonly<Record<string, string>> = {
      OPENBELL_CONFIG: '{"broker":{"environment":"sandbox"}}',
      OPENBELL_SIGNATURE_CHECKED_BY: 'platform',
      ADVISOR_URL: 'https://advisor.example.com/v1',
    }
    const env = Object.fromEntries(names.map((name) => [name, defaults[name] ?? 'your-value']))
    expect(readCloudSettings(env).etrade.environment).toBe('sandbox')
    expect(readAdvisorSettings(env)?.model).toBe('your-value')
    expect(readCallerSettings(env)).toEqual({
      callers: ['your-value'],
      functionsUrl: 'your-value',
      signatureCheckedBy: 'platform',
    })
  })

  test('nobody calls a function without having signed in, except where it is meant', () => {
    const everybody = /allUsers|allAuthenticatedUsers/
    const open = [...resourceBlocks('google_cloud_run_v2_service_iam_member')].filter(([, body]) =>
      everybody.test(body),
    )
    expect(open.map(([label]) => label)).toEqual(PUBLIC)
    expect(terraformText.match(new RegExp(everybody, 'g')) ?? []).toHaveLength(PUBLIC.length)
  })

  test('no account may do everything', () => {
    expect(terraformText).not.toMatch(/roles\/(owner|editor|viewer)\b|\.admin"/)
  })

  test('no value of a secret is in the state', () => {
    expect(terraformText).not.toMatch(/google_secret_manager_secret_version|google_service_account_key/)
  })

  test('the e-mails hang on alerts that there are', () => {
    const types = [...terraformText.matchAll(/jsonPayload\.alert\.type=\\"(\w+)\\"/g)].map(([, type]) => type)
    expect(types).toEqual(['SILENT_JOB', 'UNPROTECTED', 'TOKEN'])
    expect(alertSchema.shape.type.options).toEqual(expect.arrayContaining(types))
  })
})

describe('the jobs', () => {
  const TUESDAY = parseExchangeDate('2026-03-03')
  const SATURDAY = parseExchangeDate('2026-03-07')
  const DAY_BEFORE_CHRISTMAS = parseExchangeDate('2026-12-24')
  const OPEN = 570
  const CLOSE = 960
  const EARLY_CLOSE = 780

  test.each(scheduledFunctions())('%s is called when the laptop calls it', (name) => {
    const isOfUse = usefulTime(name, CLOSE)
    const laptop = laptopMinutes(name, CLOSE).filter(isOfUse)
    expect(calledMinutes(name, TUESDAY).filter(isOfUse)).toEqual(laptop)
    expect(laptop.length).toBeGreaterThan(0)
  })

  test('the report follows an early close too', () => {
    const [first] = calledMinutes('daily-report', DAY_BEFORE_CHRISTMAS).filter(
      usefulTime('daily-report', EARLY_CLOSE),
    )
    expect([first]).toEqual(laptopMinutes('daily-report', EARLY_CLOSE))
  })

  test('on a weekend only the token is kept awake', () => {
    const called = scheduledFunctions().filter((name) => calledMinutes(name, SATURDAY).length > 0)
    expect(called).toEqual(['token-renewal'])
    const hourly = laptopMinutes('token-renewal', CLOSE).filter(
      (minute) => minute === 1 || minute % 60 === 30,
    )
    expect(calledMinutes('token-renewal', SATURDAY)).toEqual(hourly)
  })

  /** Outside these times the function ends at once, as cron can't say when the session is. */
  function usefulTime(name: Job, close: number): (minute: number) => boolean {
    if (name === 'daily-report') return (minute) => minute >= close
    const inSession = ['signal-scan', 'position-monitor', 'watchdog'].includes(name)
    return (minute) => !inSession || (minute >= OPEN && minute < close)
  }

  function laptopMinutes(name: Job, close: number): readonly number[] {
    return scheduleOf(TUESDAY, close).flatMap(({ at, what }) => (what === name ? [minuteOfDay(at)] : []))
  }

  function calledMinutes(name: Job, date: typeof TUESDAY): readonly number[] {
    const crons = [...jobs.values()].filter((job) => job['function'] === name)
    const due = crons.map((job) => ({ zone: job['time_zone'], isDue: cronMatcher(String(job['schedule'])) }))
    const minutes = Array.from({ length: 1440 }, (_, minute) => minute)
    return minutes.flatMap((minute) =>
      due.filter(({ zone, isDue }) => isDue(clockIn(zone, date, minute))).map(() => minute),
    )
  }

  function clockIn(zone: unknown, date: typeof TUESDAY, minute: number): Moment {
    const newYork = {
      minute: minute % 60,
      hour: Math.floor(minute / 60),
      weekday: new Date(date).getUTCDay(),
    }
    if (zone === 'America/New_York') return newYork
    if (zone !== 'Etc/UTC') throw new Error(`a clock that nobody here knows: ${zone}`)
    const universal = new Date(exchangeInstant(date, minute))
    return {
      minute: universal.getUTCMinutes(),
      hour: universal.getUTCHours(),
      weekday: universal.getUTCDay(),
    }
  }
})

function scheduledFunctions(): readonly Job[] {
  return functionNames.filter((name) => scheduled.includes(name))
}

describe('the documents', () => {
  const { indexes, fieldOverrides } = JSON.parse(sourceOf('firestore.indexes.json')) as Deployed

  test('terraform deploys the indexes of the file that firebase names', () => {
    expect(terraformText).toMatch(
      /= jsondecode\(file\("\$\{path\.module\}\/\.\.\/firestore\.indexes\.json"\)\)/,
    )
    expect(JSON.parse(sourceOf('firebase.json')).firestore.indexes).toBe('firestore.indexes.json')
  })

  test('every query has its index, and no index is without a query', async () => {
    // What is asked for by equal fields alone is found by the indexes that each field has by itself.
    const queries = (await queriesOfTheCode()).filter(({ orderBy }) => orderBy)
    expect(indexes.toSorted(byText)).toEqual(queries.map(indexFor).toSorted(byText))
  })

  test('only trades, what followed from a decision, the tapes of a day, a DEMO run and what a page lists are asked for by a query', () => {
    const asking = globSync('{shared,infra,functions}/**/*.ts', { cwd: root }).filter((file) =>
      /\b[sS]tore\.query\(/.test(sourceOf(file)),
    )
    expect(asking.filter((file) => !file.startsWith('infra/store/')).toSorted()).toEqual([
      'shared/backtest/promotion/day-record.ts',
      'shared/backtest/promotion/kept-run.ts',
      'shared/backtest/promotion/reconciliation-errors.ts',
      'shared/cycles/closed-trades.ts',
      'shared/cycles/proposals/settle-reward.ts',
      'shared/cycles/proposals/settle-rewards.ts',
      'shared/cycles/questions/decision-story.ts',
      'shared/cycles/questions/latest-decision.ts',
      'shared/cycles/recording/tape-documents.ts',
      'shared/cycles/views/alerts-view.ts',
      'shared/cycles/views/bandit-view.ts',
      'shared/cycles/views/decisions-view.ts',
      'shared/cycles/views/orders-view.ts',
    ])
    expect(Object.keys(closedTrades).toSorted()).toEqual(['latestTrades', 'tradesOf'])
  })

  test('what is written with an end is removed at its end', () => {
    const removed = fieldOverrides.filter(({ ttl }) => ttl)
    expect(new Set(removed.map(({ fieldPath }) => fieldPath))).toEqual(new Set(['expiresAt']))
    expect(removed.map(({ collectionGroup }) => collectionGroup).toSorted()).toEqual(expiringCollections())
  })

  test('the JSON of no document is indexed', () => {
    const exempt = fieldOverrides.filter(
      ({ fieldPath, indexes }) => fieldPath === 'json' && indexes.length === 0,
    )
    expect(exempt.map(({ collectionGroup }) => collectionGroup).toSorted()).toEqual(writtenCollections())
  })
})

interface Deployed {
  readonly indexes: readonly object[]
  readonly fieldOverrides: readonly {
    readonly collectionGroup: string
    readonly fieldPath: string
    readonly ttl?: boolean
    readonly indexes: readonly object[]
  }[]
}

async function queriesOfTheCode(): Promise<readonly DocumentQuery[]> {
  const asked: DocumentQuery[] = []
  const query: Store['query'] = async (asks) => {
    asked.push(asks)
    return []
  }
  const world = { store: { query } as Store }
  await closedTrades.tradesOf(world, parseExchangeDate('2026-03-03'))
  await closedTrades.latestTrades(world, { mode: 'DEMO', count: 1 })
  await ordersView(
    { world: world as World, state: initialState(parseExchangeDate('2026-03-03')) },
    { limit: 1 },
  )
  await banditLogsView(world.store, { limit: 1 })
  await alertsView({ world: world as World }, { limit: 1 })
  return asked
}

/** What Firestore needs for a query as the adapter asks it: equalities first, then the order, ties by name. */
function indexFor({ collection, where = {}, orderBy }: DocumentQuery): object {
  const equal = Object.keys(where).map((field) => ({ fieldPath: `fields.${field}`, order: 'ASCENDING' }))
  const order = orderBy && { fieldPath: `fields.${orderBy.field}`, order: orderBy.direction.toUpperCase() }
  const fields = [...equal, ...(order ? [order] : []), { fieldPath: '__name__', order: 'ASCENDING' }]
  return { collectionGroup: collection, queryScope: 'COLLECTION', fields }
}

function byText(first: object, second: object): number {
  return JSON.stringify(first) < JSON.stringify(second) ? -1 : 1
}
