import type { SendDeadline } from '../../shared/orders/send-deadline.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** A deadline that no test reaches. */
export const IN_TIME: SendDeadline = { at: Number.MAX_SAFE_INTEGER as EpochMs, reason: 'never' }

/** A deadline that has passed whenever a test runs. */
export const TOO_LATE: SendDeadline = { at: 0 as EpochMs, reason: 'its time was over' }
