import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { CloudScheduler } from '../../../infra/scheduler/cloud-scheduler.ts'
import { SchedulerUnavailableError, UnknownJobError } from '../../../shared/ports/scheduler.ts'
import { SchedulerDouble } from '../../support/scheduler-double.ts'

const HERE = 'projects/demo/locations/us-east4/jobs'
const SCAN = { schedule: '*/2 9-15 * * 1-5', timeZone: 'America/New_York' }
const RENEWAL = { schedule: '0 * * * *', timeZone: 'Etc/UTC' }

let google: SchedulerDouble
let opened: CloudScheduler[]

beforeEach(async () => {
  google = await SchedulerDouble.start()
  google.put({
    name: `${HERE}/token-renewal`,
    ...RENEWAL,
    state: 'PAUSED',
    lastAttemptTime: { seconds: '1772548500', nanos: 250_900_000 },
  })
  google.put({ name: `${HERE}/signal-scan`, ...SCAN, state: 'ENABLED' })
  google.put({ name: 'projects/demo/locations/us-west1/jobs/elsewhere', ...SCAN, state: 'ENABLED' })
  opened = []
})

afterEach(async () => {
  await Promise.all(opened.map((scheduler) => scheduler.close()))
  google.grpc.stop()
})

async function scheduler(more: { readonly deadlineMs?: number } = {}): Promise<CloudScheduler> {
  const { clientOptions } = google.grpc
  const settings = { projectId: 'demo', region: 'us-east4', clientOptions, ...more }
  const adapter = await CloudScheduler.open(settings)
  opened.push(adapter)
  return adapter
}

const SIGNAL_SCAN = { name: 'signal-scan', ...SCAN, paused: false }
const TOKEN_RENEWAL = {
  name: 'token-renewal',
  ...RENEWAL,
  paused: true,
  lastAttemptAt: Date.parse('2026-03-03T14:35:00.250Z'),
}

describe('the list', () => {
  test('holds the jobs of the region by short name', async () => {
    expect(await (await scheduler()).list()).toEqual([SIGNAL_SCAN, TOKEN_RENEWAL])
  })

  test('holds the jobs of all pages', async () => {
    google.pageSizeMax = 1
    expect(await (await scheduler()).list()).toHaveLength(2)
    expect(google.grpc.count('ListJobs')).toBe(2)
  })

  test('shows a job that Google has disabled as paused', async () => {
    google.put({ name: `${HERE}/signal-scan`, ...SCAN, state: 'DISABLED' })
    const [scan] = await (await scheduler()).list()
    expect(scan?.paused).toBe(true)
  })

  test('is refused when a job is not readable', async () => {
    google.put({
      name: `${HERE}/signal-scan`,
      ...SCAN,
      state: 'ENABLED',
      lastAttemptTime: { seconds: '9223372036854775807', nanos: 0 },
    })
    const listed = (await scheduler()).list()
    await expect(listed).rejects.toThrow(SchedulerUnavailableError)
    await expect(listed).rejects.toThrow('a job it lists is not readable (lastAttemptTime.seconds)')
  })
})

describe('a job', () => {
  const pausedOf = async (adapter: CloudScheduler, name: string) =>
    (await adapter.list()).find((job) => job.name === name)?.paused

  test('is paused and resumed', async () => {
    const adapter = await scheduler()
    await adapter.pause('signal-scan')
    expect(await pausedOf(adapter, 'signal-scan')).toBe(true)
    await adapter.resume('signal-scan')
    expect(await pausedOf(adapter, 'signal-scan')).toBe(false)
  })

  test('that is paused may be paused again, and one that runs resumed', async () => {
    const adapter = await scheduler()
    await adapter.pause('token-renewal')
    await adapter.resume('signal-scan')
    expect(await adapter.list()).toEqual([SIGNAL_SCAN, TOKEN_RENEWAL])
  })

  test('that Google has disabled is not resumed, and that is said', async () => {
    google.put({ name: `${HERE}/signal-scan`, ...SCAN, state: 'DISABLED' })
    const resumed = (await scheduler()).resume('signal-scan')
    await expect(resumed).rejects.toThrow(
      'Cloud Scheduler: resuming signal-scan failed: its present state does not allow it',
    )
  })

  test('runs at once, paused or not', async () => {
    const adapter = await scheduler()
    await adapter.run('signal-scan')
    await adapter.run('token-renewal')
    expect(google.runs).toEqual([`${HERE}/signal-scan`, `${HERE}/token-renewal`])
  })

  test.each(['pause', 'resume', 'run'] as const)('of an unknown name is not there to %s', async (verb) => {
    const adapter = await scheduler()
    for (const name of ['signal-scam', 'elsewhere', '../signal-scan', '']) {
      const asked = adapter[verb](name)
      await expect(asked).rejects.toThrow(UnknownJobError)
      await expect(asked).rejects.toThrow(
        `there is no job "${name}": the jobs are signal-scan, token-renewal`,
      )
    }
  })

  test('is not there before there is any', async () => {
    const { clientOptions } = google.grpc
    const empty = await CloudScheduler.open({ projectId: 'empty', region: 'us-east4', clientOptions })
    opened.push(empty)
    await expect(empty.run('signal-scan')).rejects.toThrow('nor any other: "terraform apply" creates them')
  })
})

describe('a failure', () => {
  test.each([
    ['ListJobs', (adapter: CloudScheduler) => adapter.list(), 'listing the jobs'],
    ['PauseJob', (adapter: CloudScheduler) => adapter.pause('signal-scan'), 'pausing signal-scan'],
    ['RunJob', (adapter: CloudScheduler) => adapter.run('signal-scan'), 'running signal-scan'],
  ])('of %s comes in time', async (method, call, what) => {
    google.grpc.breakMethod(method, { kind: 'hang' })
    const late = call(await scheduler({ deadlineMs: 200 }))
    await expect(late).rejects.toThrow(SchedulerUnavailableError)
    await expect(late).rejects.toThrow(`Cloud Scheduler: ${what} failed: it did not answer within 200 ms`)
  })

  test('for want of a permission names the roles', async () => {
    google.grpc.breakMethod('PauseJob', { kind: 'status', code: 7, message: 'denied' })
    const refused = (await scheduler()).pause('signal-scan')
    await expect(refused).rejects.toThrow('give it roles/cloudscheduler.viewer')
  })

  test('says what to do, not what the service said', async () => {
    google.grpc.breakMethod('RunJob', { kind: 'status', code: 16, message: 'bad your-access-token' })
    const failure = await (await scheduler()).run('signal-scan').catch((error: unknown) => error)
    expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain('your-access-token')
    expect((failure as Error).message).toContain('gcloud auth application-default login')
  })
})
