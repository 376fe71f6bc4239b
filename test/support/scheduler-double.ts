import { GrpcStatus, LoopbackGrpc } from './loopback-grpc.ts'

const NOT_FOUND = 5
const FAILED_PRECONDITION = 9

type JobState = 'ENABLED' | 'PAUSED' | 'DISABLED'

interface Job {
  readonly name: string
  readonly schedule: string
  readonly timeZone: string
  readonly state: JobState
  readonly lastAttemptTime?: { readonly seconds: string; readonly nanos: number }
}

/** Google Cloud Scheduler on this machine: jobs that are listed, paused, resumed and run, for the real client. */
export class SchedulerDouble {
  /** Paths of the jobs that were told to run at once. */
  readonly runs: string[] = []
  /** A page is never longer, so that a test can ask for many pages. */
  pageSizeMax = 500
  readonly #jobs = new Map<string, Job>()
  #grpc!: LoopbackGrpc

  static async start(): Promise<SchedulerDouble> {
    const double = new SchedulerDouble()
    double.#grpc = await LoopbackGrpc.start({
      protos: '@google-cloud/scheduler/build/protos/protos.json',
      service: 'google.cloud.scheduler.v1.CloudScheduler',
      handlers: {
        ListJobs: (request) => double.#list(request),
        PauseJob: (request) => double.#move(request, 'ENABLED', 'PAUSED'),
        ResumeJob: (request) => double.#move(request, 'PAUSED', 'ENABLED'),
        RunJob: (request) => double.#run(request),
      },
    })
    return double
  }

  get grpc(): LoopbackGrpc {
    return this.#grpc
  }

  put(job: Job): void {
    this.#jobs.set(job.name, job)
  }

  #list({ parent, pageToken }: { readonly parent: string; readonly pageToken: string }): object {
    const listed = [...this.#jobs.values()].filter(({ name }) => name.startsWith(`${parent}/jobs/`))
    const from = Number(pageToken)
    const to = from + this.pageSizeMax
    return { jobs: listed.slice(from, to), nextPageToken: to < listed.length ? String(to) : '' }
  }

  #move({ name }: { readonly name: string }, from: JobState, to: JobState): object {
    const job = this.#find(name)
    if (job.state !== from) throw new GrpcStatus(FAILED_PRECONDITION, `Job must be in ${from} state.`)
    const moved = { ...job, state: to }
    this.#jobs.set(name, moved)
    return moved
  }

  #run({ name }: { readonly name: string }): object {
    const job = this.#find(name)
    this.runs.push(name)
    return job
  }

  #find(name: string): Job {
    const job = this.#jobs.get(name)
    if (!job) throw new GrpcStatus(NOT_FOUND, 'Job not found.')
    return job
  }
}
