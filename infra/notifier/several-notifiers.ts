import type { Notice, Notifier } from '../../shared/ports/notifier.ts'

/** Tells in several places, one after the other; the last one decides whether the owner has it. */
export class SeveralNotifiers implements Notifier {
  readonly #notifiers: readonly Notifier[]

  constructor(notifiers: readonly Notifier[]) {
    this.#notifiers = notifiers
  }

  async deliver(notice: Notice): Promise<void> {
    for (const notifier of this.#notifiers) await notifier.deliver(notice)
  }
}
