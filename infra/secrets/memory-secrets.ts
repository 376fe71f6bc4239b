import type { Secret, Secrets } from '../../shared/ports/secrets.ts'

/** Secrets that end with the process, for tests and for a simulated broker. */
export class MemorySecrets implements Secrets {
  readonly #secrets = new Map<string, Secret>()

  async read(name: string): Promise<Secret | undefined> {
    return this.#secrets.get(name)
  }

  async write(name: string, secret: Secret): Promise<void> {
    this.#secrets.set(name, secret)
  }

  async destroy(name: string): Promise<void> {
    this.#secrets.delete(name)
  }
}
