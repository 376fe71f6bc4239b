import type { SecretManagerServiceClient } from '@google-cloud/secret-manager'
import { z } from 'zod'
import { Secret, SecretsUnavailableError } from '../../shared/ports/secrets.ts'
import { ALREADY_EXISTS, FAILED_PRECONDITION, NOT_FOUND } from '../google/failure-reason.ts'
import { inTime } from '../google/in-time.ts'
import type { ReadyClient } from '../google/ready-client.ts'
import { crc32c } from './crc32c.ts'
import { type SecretManagerCall, SecretManagerFailure } from './secret-manager-failure.ts'

/** Which role each call needs (cloud.google.com/iam/docs/roles-permissions/secretmanager). */
const MAY_READ = needs('roles/secretmanager.secretAccessor')
const MAY_WRITE = needs('roles/secretmanager.secretVersionManager')
const MAY_CREATE =
  'there is no such secret and this account may not create one: "terraform apply" creates those that are missing'

const PAGE_SIZE = 1_000
const PAGES_MAX = 20

const versionSchema = z.object({
  name: z.string().transform(numberIn),
  state: z.union([z.string(), z.number()]).optional(),
})

const accessSchema = z.object({
  name: z.string().transform(numberIn),
  payload: z.object({
    data: z.instanceof(Uint8Array),
    dataCrc32c: z.union([z.string(), z.number()]).nullish(),
  }),
})

/** One numbered version of a secret, opened. */
export interface OpenedVersion {
  readonly version: string
  readonly secret: Secret
}

/** The calls of Secret Manager that we need, each with a deadline and with errors that hold nothing secret. */
export class SecretVersions {
  readonly #client: ReadyClient<SecretManagerServiceClient>
  readonly #project: string
  readonly #deadlineMs: number

  constructor(at: {
    readonly client: ReadyClient<SecretManagerServiceClient>
    readonly projectId: string
    readonly deadlineMs: number
  }) {
    this.#client = at.client
    this.#project = `projects/${at.projectId}`
    this.#deadlineMs = at.deadlineMs
  }

  /** `undefined` when there is no such secret or version, or when it is disabled or destroyed. */
  async access(name: string, version: string): Promise<OpenedVersion | undefined> {
    const path = this.#versionPath(name, version)
    const asked = { what: `reading ${name}, version ${version},`, permission: MAY_READ }
    const answer = await unlessCode([NOT_FOUND, FAILED_PRECONDITION], () =>
      this.#asked(asked, (client, options) => client.accessSecretVersion({ name: path }, options)),
    )
    return answer && opened(name, answer[0])
  }

  /** The number of the new version; the secret itself is created when there is none of this name. */
  async add(name: string, secret: Secret): Promise<string> {
    const added = await unlessCode([NOT_FOUND], () => this.#add(name, secret))
    if (added !== undefined) return added
    await this.#create(name)
    return this.#add(name, secret)
  }

  /** Numbers of the versions that cost money: disabled ones do too. */
  async standing(name: string): Promise<readonly string[]> {
    const standing: string[] = []
    let pageToken = ''
    for (let page = 1; page <= PAGES_MAX; page += 1) {
      const { versions, next } = await this.#page(name, pageToken)
      standing.push(...versions)
      if (next === '') return standing
      pageToken = next
    }
    throw new SecretsUnavailableError(
      `Secret Manager: ${name} has more than ${PAGES_MAX * PAGE_SIZE} versions: delete the secret and create it anew`,
    )
  }

  async destroy(name: string, version: string): Promise<void> {
    const path = this.#versionPath(name, version)
    const asked = { what: `destroying ${name}, version ${version},`, permission: MAY_WRITE }
    // Another instance may have destroyed it first.
    await unlessCode([NOT_FOUND, FAILED_PRECONDITION], () =>
      this.#asked(asked, (client, options) => client.destroySecretVersion({ name: path }, options)),
    )
  }

  async close(): Promise<void> {
    await this.#client.close()
  }

  async #add(name: string, secret: Secret): Promise<string> {
    const data = Buffer.from(secret.reveal(), 'utf8')
    const request = { parent: this.#path(name), payload: { data, dataCrc32c: crc32c(data) } }
    const [added] = await this.#asked({ what: `writing ${name}`, permission: MAY_WRITE }, (client, options) =>
      client.addSecretVersion(request, options),
    )
    return parsed(versionSchema, name, added).name
  }

  async #create(name: string): Promise<void> {
    const request = {
      parent: this.#project,
      secretId: name,
      secret: { replication: { automatic: {} } },
    }
    await unlessCode([ALREADY_EXISTS], () =>
      this.#asked({ what: `creating ${name}`, permission: MAY_CREATE }, (client, options) =>
        client.createSecret(request, options),
      ),
    )
  }

  async #page(
    name: string,
    pageToken: string,
  ): Promise<{ readonly versions: readonly string[]; readonly next: string }> {
    const request = { parent: this.#path(name), pageSize: PAGE_SIZE, pageToken }
    const answer = await unlessCode([NOT_FOUND], () =>
      this.#asked({ what: `listing the versions of ${name}`, permission: MAY_WRITE }, (client, options) =>
        client.listSecretVersions(request, { ...options, autoPaginate: false }),
      ),
    )
    if (!answer) return { versions: [], next: '' }
    const [listed, next] = answer
    const versions = listed.map((version) => parsed(versionSchema, name, version))
    const standing = versions.filter(({ state }) => state !== 'DESTROYED').map((version) => version.name)
    return { versions: standing, next: next?.pageToken ?? '' }
  }

  async #asked<T>(
    asked: SecretManagerCall,
    call: (client: SecretManagerServiceClient, options: { readonly timeout: number }) => Promise<T>,
  ): Promise<T> {
    const deadlineMs = this.#deadlineMs
    try {
      return await inTime(deadlineMs, async () => call(await this.#client.get(), { timeout: deadlineMs }))
    } catch (error) {
      throw new SecretManagerFailure(asked, error, deadlineMs)
    }
  }

  #path(name: string): string {
    return `${this.#project}/secrets/${name}`
  }

  #versionPath(name: string, version: string): string {
    return `${this.#path(name)}/versions/${version}`
  }
}

function needs(role: string): string {
  return `this account may not do it, or there is no such secret: give the account ${role} on the secret`
}

/** `undefined` when the call failed with one of these codes. */
async function unlessCode<T>(codes: readonly number[], call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof SecretManagerFailure && error.code !== undefined && codes.includes(error.code))
      return undefined
    throw error
  }
}

function opened(name: string, answer: unknown): OpenedVersion {
  const { name: version, payload } = parsed(accessSchema, name, answer)
  const { data, dataCrc32c } = payload
  if (dataCrc32c != null && Number(dataCrc32c) !== crc32c(data))
    throw new SecretsUnavailableError(
      `Secret Manager: ${name}, version ${version}, arrived damaged (its checksum differs): try again`,
    )
  return { version, secret: new Secret(Buffer.from(data).toString('utf8')) }
}

/** Which fields were wrong is said, what was in them isn't: it is a secret. */
function parsed<T>(schema: z.ZodType<T>, name: string, answer: unknown): T {
  const result = schema.safeParse(answer)
  if (result.success) return result.data
  const fields = result.error.issues.map(({ path }) => path.join('.') || 'the whole answer').join(', ')
  throw new SecretsUnavailableError(`Secret Manager: the answer for ${name} is not readable (${fields})`)
}

function numberIn(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
