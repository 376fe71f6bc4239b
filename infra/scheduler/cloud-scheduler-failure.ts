import { SchedulerUnavailableError } from '../../shared/ports/scheduler.ts'
import { failureReason, statusCode } from '../google/failure-reason.ts'

/** Which role each call needs (cloud.google.com/iam/docs/roles-permissions/cloudscheduler). */
const PERMISSION =
  'this account may not do it: give it roles/cloudscheduler.viewer to list jobs, also jobRunner to run them, or admin to pause and resume them'

/** A call of Cloud Scheduler that failed. It carries no cause: the client's error may hold credentials. */
export class CloudSchedulerFailure extends SchedulerUnavailableError {
  readonly code: number | undefined

  constructor(what: string, error: unknown, deadlineMs: number) {
    super(`Cloud Scheduler: ${what} failed: ${failureReason(error, { deadlineMs, permission: PERMISSION })}`)
    this.code = statusCode(error)
  }
}
