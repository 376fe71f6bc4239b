import type { Write } from '../../shared/ports/store.ts'
import { type LogLink, logLinkSchema } from '../../shared/state/event-log.ts'
import type { SafeModeReason } from '../../shared/state/risk-state.ts'
import type { TradingState } from '../../shared/state/trading-state.ts'
import type { PromiseBook } from './promises.ts'

/** Looks at what becomes of the owner's words: I12 and I13. */
export class OwnerWatch {
  /** Since the order to stop was carried out, until the owner agrees to go on. */
  isStopped = false
  readonly #book: PromiseBook
  readonly #ordersOfRuns = new Map<string, number>()
  readonly #tapped = new Set<string>()
  /** What was stopped by a command and not let go on. */
  readonly #halts = new Set<SafeModeReason>()

  constructor(book: PromiseBook) {
    this.#book = book
  }

  /** A batch that became durable, and the state it left. */
  committed(writes: readonly Write[], { risk }: TradingState): void {
    for (const link of writes.flatMap(linkOf))
      for (const { kind, name } of link.events)
        if (kind === 'owner-ordered') this.#ordered(link.run, String(name), writes)
    const reasons = new Set(risk.safeMode.map(({ reason }) => reason))
    if (this.isStopped) this.#book.check('I12', reasons.has('manual'), () => 'the owner’s stop is gone')
    for (const halt of this.#halts)
      this.#book.check('I12', reasons.has(halt), () => `the owner’s word is gone: ${halt}`)
  }

  /** One update, one effect, and none without a tap on a button that is gone with it. */
  #ordered(run: string, name: string, writes: readonly Write[]): void {
    const count = (this.#ordersOfRuns.get(run) ?? 0) + 1
    this.#ordersOfRuns.set(run, count)
    this.#book.check('I13', count === 1, () => `${run} had ${count} effects`)
    const tapped = writes.filter(({ path }) => path.startsWith('confirmations/'))
    this.#book.check('I13', tapped.length === 1, () => `${run}: ${name} without a button`)
    for (const { path } of tapped) {
      this.#book.check('I13', !this.#tapped.has(path), () => `${path} was good for two effects`)
      this.#tapped.add(path)
    }
    if (name === 'pause' || name === 'flatten') this.#halts.add('paused')
    if (name === 'kill') this.#halts.add('killed')
    if (name === 'resume') this.#halts.clear()
  }
}

function linkOf(write: Write): readonly LogLink[] {
  if (write.kind === 'delete' || !write.path.startsWith('events/')) return []
  return [logLinkSchema.parse(write.value)]
}
