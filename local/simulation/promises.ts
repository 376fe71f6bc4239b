/** The promises of design §4, by id, in the words of a table. */
export const PROMISES = {
  I1: 'at most one accepted order per intent',
  I2: 'no place call without a durable mark under a current lease',
  I3: 'an order in doubt is resolved on the broker’s evidence alone',
  I4: 'open sales never exceed the position',
  I5: 'the broker holds no short position',
  I6: 'a position is the sum of its fills, each applied once',
  I7: 'a filled quantity never falls',
  I8: 'an answer that failed is never read as empty or flat',
  I9: 'DEMO makes no order call',
  I10: 'an intent is written under the versions of lease and state',
  I11: 'in safe mode nothing raises exposure',
  I12: 'the owner’s stop survives restarts',
  I13: 'one run key, one run; one command, one effect',
  I14: 'a stop only rises',
  I15: 'after a sound run the stop at the broker covers the position',
  I16: 'no entry without a valid token, a fresh quote and an open session',
  I17: 'cash changes by fills and fees alone',
  I18: 'a decision judged again gives the same bytes',
  I19: 'no secret in an alert, an order, a decision or the log',
  I20: 'a tape built anew from its quotes is the tape',
  I21: 'DEMO and LIVE decide the same on the same market',
  I22: 'exposure counts what is open, sent and in doubt',
  I23: 'no order is placed on a preview older than a minute',
  I24: 'the event log is gapless and chained',
  I25: 'no order call outside the session',
  I26: 'the limits of the broker are kept, as measured at the broker',
  L1: 'a filled entry gets its stop in time, or is sold with an alarm',
  L2: 'doubt ends once the broker is well',
  L3: 'books and broker agree once faults are over',
  L4: 'every alert is delivered, as far as the limits of messages allow',
  L5: 'flat before the close, or a critical alarm',
  L6: 'a job that has gone silent is told within two intervals',
  L7: 'a stop that was being replaced ends protected or flat',
  L8: 'what the owner orders sold or cancelled is gone soon',
} as const

export type PromiseId = keyof typeof PROMISES

/** A promise that did not hold, and when. */
export interface Violation {
  readonly promise: PromiseId | 'unexpected'
  readonly at: string
  readonly detail: string
}

/** Counts how often each promise was put to the test, and keeps what broke it. */
export class PromiseBook {
  readonly checks = new Map<PromiseId, number>()
  readonly violations: Violation[] = []
  readonly #now: () => string

  constructor(now: () => string) {
    this.#now = now
  }

  check(promise: PromiseId, holds: boolean, detail: () => string): void {
    this.checks.set(promise, (this.checks.get(promise) ?? 0) + 1)
    if (!holds) this.violations.push({ promise, at: this.#now(), detail: detail() })
  }

  unexpected(detail: string): void {
    this.violations.push({ promise: 'unexpected', at: this.#now(), detail })
  }
}
