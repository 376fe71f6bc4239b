import type { Secret } from './secrets.ts'

/** A request token of the broker: good for five minutes, for one sign-in. */
export interface RequestToken {
  readonly token: Secret
  readonly secret: Secret
}

/** A sign-in that a person has yet to agree to. */
export interface StartedLogin {
  /** To be opened in a browser. It holds the consumer key and the request token, so it is for the owner alone. */
  readonly authorizeUrl: string
  readonly requestToken: RequestToken
}

/** How a person signs in at the broker: a page to agree on, and a code to bring back. */
export interface BrokerLogin {
  startLogin(): Promise<StartedLogin>
  /** Exchanges the code for the day's token and keeps it. Throws `BrokerError` when the broker does not take it. */
  finishLogin(requestToken: RequestToken, code: string): Promise<void>
}
