import type { Alert } from '../../shared/alerts/alert.ts'
import type { Log } from '../../shared/ports/log.ts'
import type { Notice, Notifier } from '../../shared/ports/notifier.ts'

/** Writes alerts as log lines; a critical one has the severity that alert policies watch. */
export class LogNotifier implements Notifier {
  readonly #log: Log

  constructor(log: Log) {
    this.#log = log
  }

  async deliver({ alerts }: Notice): Promise<void> {
    for (const alert of alerts) this.#write(alert)
  }

  /** A picture is nothing to be read in a log. */
  #write({ text, picture: _, ...alert }: Alert): void {
    const [headline = ''] = text.split('\n', 1)
    const fields = { alert: { ...alert, text } }
    if (alert.urgency === 'critical') this.#log.error(fields, headline)
    else this.#log.info(fields, headline)
  }
}
