import type { SecretManagerServiceClient } from '@google-cloud/secret-manager'
import { type Secret, type Secrets, SecretsUnavailableError } from '../../shared/ports/secrets.ts'
import type { Store } from '../../shared/ports/store.ts'
import { ReadyClient } from '../google/ready-client.ts'
import { type OpenedVersion, SecretVersions } from './secret-versions.ts'
import { VersionPointers } from './version-pointers.ts'

/** Longer than any answer takes that is still of use to a run; the client itself would go on for a minute. */
const DEADLINE_MS = 10_000

/** What Secret Manager takes as the name of a secret. */
const NAME = /^[\w-]{1,255}$/

export interface SecretManagerSettings {
  readonly projectId: string
  /** Holds which version of each secret is in use, at `secrets/<name>`. */
  readonly store: Store
  readonly clientOptions?: ConstructorParameters<typeof SecretManagerServiceClient>[0]
  /** For each call. */
  readonly deadlineMs?: number
}

/**
 * Secrets in Google Secret Manager. Every version that is not destroyed costs money each month, so a write leaves only
 * its own. Which one that is stands in the store: an instance that has it already asks Secret Manager for nothing, and
 * all the others use a new one from their next read on. A secret that was only ever written by hand has no such
 * pointer and is read as its latest version, each time anew.
 */
export class SecretManagerSecrets implements Secrets {
  readonly #versions: SecretVersions
  readonly #pointers: VersionPointers
  readonly #remembered = new Map<string, OpenedVersion>()
  #lastChange: Promise<void> = Promise.resolve()

  private constructor(versions: SecretVersions, pointers: VersionPointers) {
    this.#versions = versions
    this.#pointers = pointers
  }

  /** The client is loaded here and not before: most of a cold start's time would go into it. */
  static async open(settings: SecretManagerSettings): Promise<SecretManagerSecrets> {
    assertClientLogsNothing(process.env)
    const { projectId, store, clientOptions, deadlineMs = DEADLINE_MS } = settings
    const { SecretManagerServiceClient } = await import('../google/late/secret-manager.ts')
    const client = new ReadyClient(() => new SecretManagerServiceClient({ ...clientOptions, projectId }))
    return new SecretManagerSecrets(
      new SecretVersions({ client, projectId, deadlineMs }),
      new VersionPointers(store),
    )
  }

  async read(name: string): Promise<Secret | undefined> {
    assertName(name)
    const pointed = await this.#pointers.read(name)
    const remembered = this.#remembered.get(name)
    if (remembered && remembered.version === pointed) return remembered.secret
    const found = await this.#access(name, pointed)
    if (found && found.version === pointed) this.#remembered.set(name, found)
    return found?.secret
  }

  async write(name: string, secret: Secret): Promise<void> {
    assertName(name)
    await this.#inTurn(async () => {
      const version = await this.#versions.add(name, secret)
      await this.#assertReadable(name, { version, secret })
      // Before the older ones go, as an instance that starts in between would be led to one that is gone.
      await this.#pointers.moveUpTo(name, version)
      this.#remembered.set(name, { version, secret })
      await this.#destroyOlder(name, version)
    })
  }

  async destroy(name: string): Promise<void> {
    assertName(name)
    await this.#inTurn(async () => {
      for (const version of await this.#versions.standing(name)) await this.#versions.destroy(name, version)
      await this.#pointers.remove(name)
      this.#remembered.delete(name)
    })
  }

  async close(): Promise<void> {
    await this.#versions.close()
  }

  /** Where the pointed version is gone, a newer one has taken its place since, or was put there by hand. */
  async #access(name: string, pointed: string | undefined): Promise<OpenedVersion | undefined> {
    const found = pointed === undefined ? undefined : await this.#versions.access(name, pointed)
    return found ?? this.#versions.access(name, 'latest')
  }

  async #assertReadable(name: string, { version, secret }: OpenedVersion): Promise<void> {
    const found = await this.#versions.access(name, version)
    if (found?.secret.reveal() === secret.reveal()) return
    throw new SecretsUnavailableError(
      `Secret Manager: ${name}, version ${version}, does not read as it was written: the older one stays in use, write it again`,
    )
  }

  async #destroyOlder(name: string, version: string): Promise<void> {
    try {
      const older = (await this.#versions.standing(name)).filter((other) => Number(other) < Number(version))
      for (const other of older) await this.#versions.destroy(name, other)
    } catch (error) {
      throw new SecretsUnavailableError(
        `secret ${name}: version ${version} is stored and in use, but older versions still cost money, the next write destroys them`,
        { cause: error },
      )
    }
  }

  /** One change after the other: a write would destroy the version that another one has not yet looked at. */
  #inTurn(change: () => Promise<void>): Promise<void> {
    const done = this.#lastChange.then(change)
    this.#lastChange = done.catch(() => {})
    return done
  }
}

/** With this variable the client logs its requests and answers, secrets and all. */
function assertClientLogsNothing(env: Readonly<Record<string, string | undefined>>): void {
  if (env['GOOGLE_SDK_NODE_LOGGING'])
    throw new Error(
      'GOOGLE_SDK_NODE_LOGGING is set: the Secret Manager client would log every secret. Remove it from the environment',
    )
}

function assertName(name: string): void {
  if (!NAME.test(name))
    throw new Error(`"${name}" can't be the name of a secret: only letters, digits, "-" and "_", at most 255`)
}
