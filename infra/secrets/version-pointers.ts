import { z } from 'zod'
import { SecretsUnavailableError } from '../../shared/ports/secrets.ts'
import type { DocumentPath, Store, StoredDocument, Write } from '../../shared/ports/store.ts'

/** How often a pointer is moved again when another instance was in the way. */
const ATTEMPTS_MAX = 5

const pointerSchema = z.object({ version: z.string().regex(/^[1-9]\d*$/) })

/** Which version of a secret is in use: a document in the store, as that is read far more cheaply than a secret. */
export class VersionPointers {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async read(name: string): Promise<string | undefined> {
    return versionIn(await this.#store.get(pathOf(name)))
  }

  /** Never moves back: of two writers at the same time the one with the newer version wins. */
  async moveUpTo(name: string, version: string): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
      const stored = await this.#store.get(pathOf(name))
      const pointed = versionIn(stored)
      if (pointed !== undefined && Number(pointed) >= Number(version)) return
      const { ok } = await this.#store.commit([pointing(name, version, stored)])
      if (ok) return
    }
    throw new SecretsUnavailableError(
      `secret ${name}: version ${version} is stored but not in use, as others kept changing which one is: write it again`,
    )
  }

  async remove(name: string): Promise<void> {
    await this.#store.commit([{ kind: 'delete', path: pathOf(name) }])
  }
}

function pathOf(name: string): DocumentPath {
  return `secrets/${name}`
}

function versionIn(stored: StoredDocument | undefined): string | undefined {
  return stored && pointerSchema.parse(stored.value).version
}

function pointing(name: string, version: string, before: StoredDocument | undefined): Write {
  const [path, value] = [pathOf(name), { version }]
  return before ? { kind: 'update', path, value, ifVersion: before.version } : { kind: 'create', path, value }
}
