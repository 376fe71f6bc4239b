import type { Alert } from '../../shared/alerts/alert.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { Notice, Notifier } from '../../shared/ports/notifier.ts'
import { MINUTE_MS } from '../../shared/time/instant.ts'

/**
 * Telegram with a second way to the owner: a critical alert that could not be brought for some minutes is an error in the log
 * that a policy sends by e-mail (terraform/monitoring.tf).
 */
export class EscalatingNotifier implements Notifier {
  readonly #notifier: Notifier
  readonly #log: Log
  readonly #clock: Clock
  readonly #afterMinutes: number

  constructor(parts: {
    readonly notifier: Notifier
    readonly log: Log
    readonly clock: Clock
    readonly afterMinutes: number
  }) {
    this.#notifier = parts.notifier
    this.#log = parts.log
    this.#clock = parts.clock
    this.#afterMinutes = parts.afterMinutes
  }

  async deliver(notice: Notice): Promise<void> {
    try {
      await this.#notifier.deliver(notice)
    } catch (error) {
      for (const alert of notice.alerts) if (this.#isDue(alert)) this.#escalate(alert, error)
      throw error
    }
  }

  #isDue({ urgency, time }: Alert): boolean {
    return urgency === 'critical' && this.#clock.now() - time >= this.#afterMinutes * MINUTE_MS
  }

  #escalate({ alertId, type, text }: Alert, error: unknown): void {
    const [headline] = text.split('\n', 1)
    const problem = error instanceof Error ? error.message : String(error)
    this.#log.error({ undelivered: { alertId, type, text }, problem }, `not delivered: ${headline}`)
  }
}
