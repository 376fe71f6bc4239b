import { z } from 'zod'
import type { DocumentPath, DocumentValue } from '../../ports/store.ts'
import type { Digest } from '../../state/event-log.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import type { World } from '../world.ts'
import { TAPE_COLLECTION } from './run-tape.ts'

/** What a run decides by and is the same for many runs: configuration and universe. */
export type RunRules = Pick<World, 'config' | 'instruments' | 'namedByOwner' | 'calendar'>

const PREFIX = 'rules-'
const DIGITS = 16

export const rulesDocumentSchema = z.strictObject({ date: z.string(), text: z.string() })

/** True for the documents that stand beside the tapes of a date. */
export function isRulesPath(path: DocumentPath): boolean {
  return path.startsWith(`${TAPE_COLLECTION}/${PREFIX}`)
}

/**
 * The rules under a name that follows from their content, so that the runs of a day share one document. An instance writes
 * it with its first tape of a date; a run with no tape before it writes it always.
 */
export class Rules {
  readonly #text: string
  readonly #name: string
  #written: DocumentPath | undefined

  constructor({ config, instruments, namedByOwner, calendar }: RunRules, digest: Digest) {
    this.#text = JSON.stringify({ config, instruments, namedByOwner, calendar })
    this.#name = digest(this.#text).slice(0, DIGITS)
  }

  pathOf(date: ExchangeDate): DocumentPath {
    return `${TAPE_COLLECTION}/${PREFIX}${date}-${this.#name}`
  }

  writesOf(
    date: ExchangeDate,
    isFirst: boolean,
  ): readonly { readonly path: DocumentPath; readonly value: DocumentValue }[] {
    const path = this.pathOf(date)
    if (this.#written === path && !isFirst) return []
    this.#written = path
    return [{ path, value: { date, text: this.#text } }]
  }
}
