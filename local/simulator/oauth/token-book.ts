import { createHash } from 'node:crypto'
import type { DocumentPath, Store, Write } from '../../../shared/ports/store.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'
import { isDead, type Token, tokenSchema } from './token.ts'

const COLLECTION = 'simulator-tokens'

/** The issued tokens, kept in the store so that a restarted simulator still knows who signed in. */
export class TokenBook {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  async find(token: string): Promise<Token | undefined> {
    const stored = await this.#store.get(pathOf(token))
    return stored && tokenSchema.parse(stored.value)
  }

  /** The writes that forget every token that can never work again; each sign-in clears away the ones before it. */
  async removalsOfDead(now: EpochMs): Promise<readonly Write[]> {
    return (await this.#all()).filter((token) => isDead(token, now)).map(removal)
  }

  /** The writes that forget every access token. */
  async removalsOfAccess(): Promise<readonly Write[]> {
    return (await this.#all()).filter(({ kind }) => kind === 'access').map(removal)
  }

  async #all(): Promise<readonly Token[]> {
    const stored = await this.#store.query({ collection: COLLECTION })
    return stored.map(({ value }) => tokenSchema.parse(value))
  }
}

export function issue(token: Token): Write {
  return { kind: 'create', path: pathOf(token.token), value: token }
}

export function replacement(token: Token): Write {
  return { kind: 'set', path: pathOf(token.token), value: token }
}

export function removal(token: Token): Write {
  return { kind: 'delete', path: pathOf(token.token) }
}

/** A token holds slashes and a document id must not. */
function pathOf(token: string): DocumentPath {
  return `${COLLECTION}/${createHash('sha256').update(token).digest('hex')}`
}
