/** Why a call was turned away. */
export type CallerRefusal =
  | 'missing'
  | 'malformed'
  | 'expired'
  | 'wrong-audience'
  | 'wrong-caller'
  /** It claims the right things and is not signed by who could claim them. */
  | 'not-genuine'

/** `reason` is for the caller's eyes and says what to do; it never quotes the credential. */
export type CallerVerdict =
  | { readonly ok: true }
  | { readonly ok: false; readonly refused: CallerRefusal; readonly reason: string }

/**
 * Who may call a function. Takes the `Authorization` header as it came and throws `CallerCheckUnavailableError` when
 * nobody could be asked whether it is genuine: then the call is neither admitted nor refused.
 */
export interface CallerCheck {
  verify(authorization: string | undefined): Promise<CallerVerdict>
}

/** What is needed to judge a caller could not be read. */
export class CallerCheckUnavailableError extends Error {
  override readonly name = 'CallerCheckUnavailableError'
}
