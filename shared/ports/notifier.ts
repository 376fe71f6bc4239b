import type { Alert } from '../alerts/alert.ts'

/** What the owner receives as one message: one alert, or several that were held together as a digest. */
export interface Notice {
  readonly alerts: readonly [Alert, ...Alert[]]
  /** An earlier delivery ended without an answer: the owner may have this already, and is told so. */
  readonly mayBeRepeat: boolean
}

/**
 * Brings alerts to the owner. Throws `NotDeliveredError` when the owner does not have the message, and another error,
 * mostly `DeliveryUnknownError`, when nobody knows; the outbox then keeps it.
 */
export interface Notifier {
  deliver(notice: Notice): Promise<void>
}

/** The owner certainly does not have the message. */
export class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError'
  /** How long the service asks to be left alone, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(message: string, options: ErrorOptions & { readonly retryAfterMs?: number } = {}) {
    super(message, options)
    this.retryAfterMs = options.retryAfterMs
  }
}

/** Nobody knows whether the message arrived: there was no answer, or it broke off. */
export class DeliveryUnknownError extends Error {
  override readonly name = 'DeliveryUnknownError'
}
