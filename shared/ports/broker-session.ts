import type { EpochMs } from '../time/instant.ts'

/** What is known of the access token without asking the broker. */
export interface SessionToken {
  readonly issuedAt: EpochMs
  /** The last call of this process that the broker accepted; two hours of silence put a token to sleep. */
  readonly lastUsedAt: EpochMs | undefined
}

/** The sign-in with the broker: a token that a person obtains once a day and that we keep awake. */
export interface BrokerSession {
  /** `undefined` when nobody has signed in. */
  token(): Promise<SessionToken | undefined>
  /** How far the broker's clock is ahead of ours; `undefined` while this process has no stamped answer of its. */
  clockOffsetMs(): number | undefined
  /** Wakes a sleeping token. Throws `BrokerUnauthorizedError` when the broker no longer accepts it. */
  renew(): Promise<void>
  /** One cheap signed call that proves the token works. */
  verify(): Promise<void>
}
