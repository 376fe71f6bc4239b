import { z } from 'zod'
import { parseConfig } from '../../config/config.ts'
import type { DocumentPath, DocumentValue, Write } from '../../ports/store.ts'
import type { Digest } from '../../state/event-log.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import type { World } from '../world.ts'
import { rulesPath, rulesWrite } from './tape-documents.ts'

/** What a run decides by and is the same for many runs: configuration and universe. */
export type RunRules = Pick<World, 'config' | 'instruments' | 'namedByOwner' | 'calendar'>

const DIGITS = 16

const rulesDocumentSchema = z.strictObject({ date: z.string(), text: z.string() })

/** The rules as the product of today understands them. */
export function readRules(value: DocumentValue): RunRules {
  const { config, ...rest } = JSON.parse(rulesDocumentSchema.parse(value).text)
  return { ...rest, config: parseConfig(config) }
}

/**
 * The rules of a process, which the runs of a day share in one document. A process writes it with its first tape of a date;
 * a run with no tape before it writes it always.
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
    return rulesPath({ date, name: this.#name })
  }

  writesOf(
    date: ExchangeDate,
    { isFirst, keptUntil }: { readonly isFirst: boolean; readonly keptUntil: EpochMs },
  ): readonly Write[] {
    const path = this.pathOf(date)
    if (this.#written === path && !isFirst) return []
    this.#written = path
    return [rulesWrite({ date, name: this.#name }, this.#text, keptUntil)]
  }
}
