import { z } from 'zod'
import type {
  CommitResult,
  DocumentPath,
  DocumentQuery,
  DocumentValue,
  Store,
  StoredDocument,
  Write,
} from '../../ports/store.ts'
import { isGiven } from '../recording/given-documents.ts'
import { unpackError } from '../recording/kept-error.ts'
import type { KeptCall } from '../recording/run-tape.ts'
import type { TapedAnswers } from './taped-answers.ts'

const foundSchema = z.strictObject({ value: z.record(z.string(), z.unknown()).nullable().optional() })
const queriedSchema = z.array(
  z.strictObject({ path: z.string(), value: z.record(z.string(), z.unknown()).optional() }),
)
const conflictSchema = z.strictObject({
  ok: z.literal(false),
  conflict: z.enum(['exists', 'missing', 'changed']),
  path: z.string(),
})

/** The documents of a day that is run again, over all its runs. */
export interface ReplayDesk {
  /** What the replayed runs have written. */
  readonly memory: Store
  /** What the recorded runs have left; read for what a tape only names. */
  readonly archive: Store
  readonly onWritten: (writes: readonly Write[]) => void
}

/** Reads what the runs before have written, after the tape has put what they could not know in its place. */
export class ReplayingStore implements Store {
  readonly #desk: ReplayDesk
  readonly #answers: TapedAnswers

  constructor(desk: ReplayDesk, answers: TapedAnswers) {
    this.#desk = desk
    this.#answers = answers
  }

  async get<T extends DocumentValue>(path: DocumentPath): Promise<StoredDocument<T> | undefined> {
    const [document] = await this.getAll([path])
    return document as StoredDocument<T> | undefined
  }

  async getAll(paths: readonly DocumentPath[]): Promise<readonly (StoredDocument | undefined)[]> {
    const kept = await this.#answers.taken(paths.map((path) => `read ${path}`))
    for (const [place, path] of paths.entries()) await this.#prepare(path, kept[place])
    return this.#desk.memory.getAll(paths)
  }

  async query<T extends DocumentValue>(query: DocumentQuery): Promise<readonly StoredDocument<T>[]> {
    const answer = await this.#answers.call(`query ${JSON.stringify(query)}`, (kept) =>
      queriedSchema.parse(kept),
    )
    for (const { path, value } of answer) await this.#put(path as DocumentPath, value)
    return this.#desk.memory.query<T>(query)
  }

  async commit(writes: readonly Write[]): Promise<CommitResult> {
    const [kept] = await this.#answers.taken(['commit'])
    if (kept?.error) throw unpackError(kept.error)
    if (kept?.answer !== undefined && kept.answer !== null)
      return conflictSchema.parse(kept.answer) as CommitResult
    const result = await this.#desk.memory.commit(writes)
    if (result.ok) this.#desk.onWritten(writes)
    return result
  }

  async close(): Promise<void> {}

  async #prepare(path: DocumentPath, kept: KeptCall | undefined): Promise<void> {
    if (kept?.error) throw unpackError(kept.error)
    const { value } = foundSchema.parse(kept?.answer ?? {})
    if (value === null) await this.#desk.memory.commit([{ kind: 'delete', path }])
    else await this.#put(path, value)
  }

  async #put(path: DocumentPath, value: DocumentValue | undefined): Promise<void> {
    const found = value ?? (isGiven(path) ? await this.#given(path) : undefined)
    if (found) await this.#desk.memory.commit([{ kind: 'set', path, value: found }])
  }

  /** One that is in its place already stays there. */
  async #given(path: DocumentPath): Promise<DocumentValue | undefined> {
    if (await this.#desk.memory.get(path)) return undefined
    return (await this.#desk.archive.get(path))?.value
  }
}

/** Puts what a run will read in its place before it starts: some look into the store before they take the account. */
export async function putFirstReads(memory: Store, calls: readonly KeptCall[]): Promise<void> {
  const seen = new Set<string>()
  for (const { key, answer, error } of calls) {
    if (!key.startsWith('read ') || seen.has(key) || error) continue
    seen.add(key)
    const path = key.slice('read '.length) as DocumentPath
    const { value } = foundSchema.parse(answer ?? {})
    if (value) await memory.commit([{ kind: 'set', path, value }])
  }
}
