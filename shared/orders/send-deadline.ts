import { BrokerRefusedError } from '../domain/errors.ts'
import type { EpochMs } from '../time/instant.ts'

/** The last moment at which an order may leave, and what makes it too late from then on. */
export interface SendDeadline {
  readonly at: EpochMs
  readonly reason: string
}

/** Of several reasons not to send any more, the one that comes first. */
export function firstDeadline(first: SendDeadline, ...others: readonly SendDeadline[]): SendDeadline {
  return others.reduce((earliest, each) => (each.at < earliest.at ? each : earliest), first)
}

/**
 * Asked at the last moment before an order leaves, after everything that may have been waited for. Throws
 * `BrokerRefusedError` when it is too late: nothing has left then, and nobody needs to look for it at the broker.
 */
export function mayStillLeave(operation: string, { at, reason }: SendDeadline, now: EpochMs): void {
  if (now > at) throw new BrokerRefusedError(operation, { text: `it was not sent: ${reason}` })
}
