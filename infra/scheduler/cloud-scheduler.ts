import type { CloudSchedulerClient } from '@google-cloud/scheduler'
import { type JobScheduler, type ScheduledJob, UnknownJobError } from '../../shared/ports/scheduler.ts'
import { FAILED_PRECONDITION, NOT_FOUND } from '../google/failure-reason.ts'
import { inTime } from '../google/in-time.ts'
import { ReadyClient } from '../google/ready-client.ts'
import { CloudSchedulerFailure } from './cloud-scheduler-failure.ts'
import { toScheduledJob } from './scheduled-job.ts'

/** Longer than any answer takes that a person still waits for; the client itself would go on for ten minutes. */
const DEADLINE_MS = 10_000

/** What Cloud Scheduler takes as the name of a job. */
const NAME = /^[\w-]{1,500}$/

export interface CloudSchedulerSettings {
  readonly projectId: string
  readonly region: string
  readonly clientOptions?: ConstructorParameters<typeof CloudSchedulerClient>[0]
  /** For each call. */
  readonly deadlineMs?: number
}

type JobCall = (
  client: CloudSchedulerClient,
  request: { readonly name: string },
  options: CallOptions,
) => Promise<unknown>

interface CallOptions {
  readonly timeout: number
}

/** The jobs of Google Cloud Scheduler in one region. */
export class CloudScheduler implements JobScheduler {
  readonly #client: ReadyClient<CloudSchedulerClient>
  readonly #parent: string
  readonly #deadlineMs: number

  private constructor(
    client: ReadyClient<CloudSchedulerClient>,
    { projectId, region, deadlineMs = DEADLINE_MS }: CloudSchedulerSettings,
  ) {
    this.#client = client
    this.#parent = `projects/${projectId}/locations/${region}`
    this.#deadlineMs = deadlineMs
  }

  /** The client is loaded here and not before: a function that needs no scheduler shall not wait for it. */
  static async open(settings: CloudSchedulerSettings): Promise<CloudScheduler> {
    const { projectId, clientOptions } = settings
    const { CloudSchedulerClient } = await import('../google/late/scheduler.ts')
    const client = new ReadyClient(() => new CloudSchedulerClient({ ...clientOptions, projectId }))
    return new CloudScheduler(client, settings)
  }

  async list(): Promise<readonly ScheduledJob[]> {
    const [listed] = await this.#asked('listing the jobs', (client, options) =>
      client.listJobs({ parent: this.#parent }, options),
    )
    return listed.map(toScheduledJob).toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  async pause(name: string): Promise<void> {
    await this.#settle(name, true, () =>
      this.#change(`pausing ${name}`, name, (client, request, options) => client.pauseJob(request, options)),
    )
  }

  async resume(name: string): Promise<void> {
    await this.#settle(name, false, () =>
      this.#change(`resuming ${name}`, name, (client, request, options) =>
        client.resumeJob(request, options),
      ),
    )
  }

  async run(name: string): Promise<void> {
    await this.#change(`running ${name}`, name, (client, request, options) => client.runJob(request, options))
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  /** Cloud Scheduler refuses to pause what is paused; whoever wanted it paused has what they wanted. */
  async #settle(name: string, paused: boolean, change: () => Promise<void>): Promise<void> {
    try {
      await change()
    } catch (error) {
      if (!failedWith(FAILED_PRECONDITION, error)) throw error
      const job = (await this.list()).find((listed) => listed.name === name)
      if (job?.paused !== paused) throw error
    }
  }

  async #change(what: string, name: string, call: JobCall): Promise<void> {
    if (!NAME.test(name)) throw await this.#unknown(name)
    try {
      await this.#asked(what, (client, options) =>
        call(client, { name: `${this.#parent}/jobs/${name}` }, options),
      )
    } catch (error) {
      throw failedWith(NOT_FOUND, error) ? await this.#unknown(name) : error
    }
  }

  async #unknown(name: string): Promise<UnknownJobError> {
    const known = await this.list()
    return new UnknownJobError(
      name,
      known.map((job) => job.name),
    )
  }

  async #asked<T>(
    what: string,
    call: (client: CloudSchedulerClient, options: CallOptions) => Promise<T>,
  ): Promise<T> {
    const deadlineMs = this.#deadlineMs
    try {
      return await inTime(deadlineMs, async () => call(await this.#client.get(), { timeout: deadlineMs }))
    } catch (error) {
      throw new CloudSchedulerFailure(what, error, deadlineMs)
    }
  }
}

function failedWith(code: number, error: unknown): boolean {
  return error instanceof CloudSchedulerFailure && error.code === code
}
