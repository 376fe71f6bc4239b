import { z } from 'zod'
import { type ScheduledJob, SchedulerUnavailableError } from '../../shared/ports/scheduler.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

const wholeNumber = z.union([z.string(), z.number()]).transform(Number).pipe(z.int())

const jobSchema = z.object({
  name: z.string(),
  schedule: z.string(),
  timeZone: z.string(),
  state: z.string(),
  lastAttemptTime: z.object({ seconds: wholeNumber, nanos: z.int() }).nullish(),
})

/** States in which Cloud Scheduler does not fire; DISABLED is its own doing, after an error. */
const SILENT_STATES: readonly string[] = ['PAUSED', 'DISABLED']

/** A job as Cloud Scheduler lists it, in the words of the port. */
export function toScheduledJob(listed: unknown): ScheduledJob {
  const { name, schedule, timeZone, state, lastAttemptTime: last } = parsed(listed)
  return {
    name: name.slice(name.lastIndexOf('/') + 1),
    schedule,
    timeZone,
    paused: SILENT_STATES.includes(state),
    ...(last && { lastAttemptAt: toEpochMs(last) }),
  }
}

function parsed(listed: unknown): z.infer<typeof jobSchema> {
  const result = jobSchema.safeParse(listed)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'the whole job').join(', ')
  throw new SchedulerUnavailableError(`Cloud Scheduler: a job it lists is not readable (${fields})`)
}

function toEpochMs({ seconds, nanos }: { readonly seconds: number; readonly nanos: number }): EpochMs {
  return (seconds * 1_000 + Math.floor(nanos / 1_000_000)) as EpochMs
}
