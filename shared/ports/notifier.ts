import type { Alert } from '../alerts/alert.ts'

/** Brings an alert to the owner. Throws when it was not delivered; the outbox then keeps it. */
export interface Notifier {
  deliver(alert: Alert): Promise<void>
}
