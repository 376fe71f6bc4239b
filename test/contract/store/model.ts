import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { DocumentPath, DocumentVersion, Store, Write } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import type { Bench } from './bench.ts'

/**
 * Random histories of several clients, each acting on what it happened to read before, against the plainest
 * possible account of what must come out.
 */
export function modelTests({ store, now, advance }: Bench, randomHistories: number): void {
  describe('random histories', () => {
    test('come out as a plain map says, answer by answer', async () => {
      let history = 0
      await fc.assert(
        fc.asyncProperty(fc.array(stepArbitrary, { minLength: 5, maxLength: 25 }), async (steps) => {
          history += 1
          const model = new Model(`history-${history}`)
          for (const step of steps) {
            if (step.kind === 'wait') advance(step.milliseconds)
            else await commitBoth(store(), model, step.writes, now())
            expect(await storedNumbers(store(), model)).toEqual(model.livingNumbers(now()))
          }
        }),
        { numRuns: randomHistories },
      )
    })
  })
}

/** A write as a client imagines it; `recall` picks among all versions that the document has ever had. */
interface Intention {
  readonly kind: Write['kind']
  readonly document: number
  readonly n: number
  readonly recall: number | undefined
  readonly expiresInMs: number | undefined
}

type Step =
  | { readonly kind: 'wait'; readonly milliseconds: number }
  | { readonly kind: 'commit'; readonly writes: readonly Intention[] }

const DOCUMENTS = 4

const intentionArbitrary: fc.Arbitrary<Intention> = fc.record({
  kind: fc.constantFrom('create', 'set', 'update', 'update', 'delete'),
  document: fc.nat(DOCUMENTS - 1),
  n: fc.nat(1_000),
  // Mostly the newest version, so that histories get somewhere.
  recall: fc.oneof(fc.constant(0), fc.constant(0), fc.nat(5), fc.constant(undefined)),
  expiresInMs: fc.option(fc.integer({ min: -1, max: 4 }), { nil: undefined, freq: 2 }),
})

const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('wait' as const), milliseconds: fc.nat(3) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('commit' as const),
      writes: fc.uniqueArray(intentionArbitrary, {
        minLength: 1,
        maxLength: DOCUMENTS,
        selector: ({ document }) => document,
      }),
    }),
  },
)

interface ModelDocument {
  readonly n: number
  readonly version: DocumentVersion
  readonly expiresAt: EpochMs | undefined
}

class Model {
  readonly collection: string
  readonly #documents = new Map<DocumentPath, ModelDocument>()
  readonly #versions = new Map<DocumentPath, DocumentVersion[]>()

  constructor(collection: string) {
    this.collection = collection
  }

  paths(): readonly DocumentPath[] {
    return Array.from({ length: DOCUMENTS }, (_, document) => this.#path(document))
  }

  livingNumbers(now: EpochMs): readonly (number | undefined)[] {
    return this.paths().map((path) => this.#living(path, now)?.n)
  }

  toWrite(intention: Intention, now: EpochMs): Write {
    const path = this.#path(intention.document)
    const { kind, n, recall } = intention
    const past = (this.#versions.get(path) ?? []).toReversed()
    const ifVersion = recall === undefined ? undefined : past[recall % Math.max(past.length, 1)]
    if (kind === 'delete') return ifVersion === undefined ? { kind, path } : { kind, path, ifVersion }
    const value = { n }
    const expiry =
      intention.expiresInMs === undefined ? {} : { expiresAt: (now + intention.expiresInMs) as EpochMs }
    if (kind !== 'update') return { kind, path, value, ...expiry }
    return { kind, path, value, ifVersion: ifVersion ?? ('never' as DocumentVersion), ...expiry }
  }

  conflict(writes: readonly Write[], now: EpochMs): { conflict: string; path: DocumentPath } | undefined {
    for (const write of writes) {
      const version = this.#living(write.path, now)?.version
      if (write.kind === 'create' && version !== undefined) return { conflict: 'exists', path: write.path }
      if (!('ifVersion' in write)) continue
      if (version === undefined) return { conflict: 'missing', path: write.path }
      if (version !== write.ifVersion) return { conflict: 'changed', path: write.path }
    }
    return undefined
  }

  apply(writes: readonly Write[], versions: readonly (DocumentVersion | undefined)[]): void {
    for (const [index, write] of writes.entries()) {
      const version = versions[index]
      if (write.kind === 'delete') {
        expect(version).toBeUndefined()
        this.#documents.delete(write.path)
      } else {
        this.#remember(write.path, version as DocumentVersion)
        const { n } = write.value as { readonly n: number }
        this.#documents.set(write.path, {
          n,
          version: version as DocumentVersion,
          expiresAt: write.expiresAt,
        })
      }
    }
  }

  #remember(path: DocumentPath, version: DocumentVersion): void {
    const past = this.#versions.get(path) ?? []
    expect(past).not.toContain(version)
    this.#versions.set(path, [...past, version])
  }

  #living(path: DocumentPath, now: EpochMs): ModelDocument | undefined {
    const document = this.#documents.get(path)
    return document?.expiresAt !== undefined && document.expiresAt <= now ? undefined : document
  }

  #path(document: number): DocumentPath {
    return `${this.collection}/${document}`
  }
}

async function commitBoth(
  store: Store,
  model: Model,
  intentions: readonly Intention[],
  now: EpochMs,
): Promise<void> {
  const writes = intentions.map((intention) => model.toWrite(intention, now))
  const result = await store.commit(writes)
  const conflict = model.conflict(writes, now)
  if (result.ok) {
    expect(conflict).toBeUndefined()
    model.apply(writes, result.versions)
  } else {
    expect(result).toEqual({ ok: false, ...conflict })
  }
}

/** Read both ways, which must agree. */
async function storedNumbers(store: Store, model: Model): Promise<readonly unknown[]> {
  const documents = await store.getAll(model.paths())
  const queried = await store.query({ collection: model.collection })
  expect(queried).toEqual(documents.filter((document) => document !== undefined))
  return documents.map((document) => document?.value['n'])
}
