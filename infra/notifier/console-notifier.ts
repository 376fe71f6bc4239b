import type { Alert } from '../../shared/alerts/alert.ts'
import type { Notice, Notifier } from '../../shared/ports/notifier.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'

/** Shows alerts in the terminal, each line under the time of its headline. */
export class ConsoleNotifier implements Notifier {
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  async deliver({ alerts }: Notice): Promise<void> {
    for (const alert of alerts) this.#show(alert)
  }

  #show(alert: Alert): void {
    const [headline, ...details] = alert.text.split('\n')
    const mark = alert.urgency === 'critical' ? '!' : ' '
    this.#print(`${formatEt(alert.time, 'time')} ${mark} ${headline}`)
    for (const line of details) this.#print(`        ${line}`)
  }
}
