import { GrpcStatus, LoopbackGrpc } from './loopback-grpc.ts'

const INVALID_ARGUMENT = 3
const NOT_FOUND = 5
const ALREADY_EXISTS = 6
const FAILED_PRECONDITION = 9

const PAYLOAD_BYTES_MAX = 65_536
const PAGE_SIZE_MAX = 25_000

type VersionState = 'ENABLED' | 'DISABLED' | 'DESTROYED'

interface Version {
  readonly name: string
  data: Buffer
  readonly dataCrc32c: string
  state: VersionState
}

interface Payload {
  readonly data: Buffer
  readonly dataCrc32c?: string
}

/** Google Secret Manager on this machine: its rules for versions, states and checksums, for the real client. */
export class SecretManagerDouble {
  /** A page is never longer, so that a test can ask for many pages. */
  pageSizeMax = PAGE_SIZE_MAX
  readonly #secrets = new Map<string, Version[]>()
  #grpc!: LoopbackGrpc

  static async start(): Promise<SecretManagerDouble> {
    const double = new SecretManagerDouble()
    double.#grpc = await LoopbackGrpc.start({
      protos: '@google-cloud/secret-manager/build/protos/protos.json',
      service: 'google.cloud.secretmanager.v1.SecretManagerService',
      handlers: {
        CreateSecret: (request) => double.#create(request),
        AddSecretVersion: (request) => double.#add(request),
        AccessSecretVersion: (request) => double.#access(request),
        ListSecretVersions: (request) => double.#list(request),
        DestroySecretVersion: (request) => double.#destroy(request),
      },
    })
    return double
  }

  get grpc(): LoopbackGrpc {
    return this.#grpc
  }

  /** Oldest first. */
  states(path: string): readonly VersionState[] {
    return (this.#secrets.get(path) ?? []).map(({ state }) => state)
  }

  /** What the owner does in the console. */
  addByHand(path: string, text: string): void {
    if (!this.#secrets.has(path)) this.#secrets.set(path, [])
    this.#add({ parent: path, payload: { data: Buffer.from(text) } })
  }

  setByHand(versionPath: string, state: VersionState): void {
    this.#find(versionPath).state = state
  }

  /** Other bytes than those that the checksum was made of. */
  damage(versionPath: string): void {
    this.#find(versionPath).data = Buffer.from('damaged')
  }

  deleteByHand(path: string): void {
    this.#secrets.delete(path)
  }

  #create({ parent, secretId, secret }: CreateRequest): object {
    const name = `${parent}/secrets/${secretId}`
    if (!/^[\w-]{1,255}$/.test(secretId)) throw new GrpcStatus(INVALID_ARGUMENT, `bad secret id ${secretId}`)
    if (!secret?.replication?.automatic) throw new GrpcStatus(INVALID_ARGUMENT, 'replication is missing')
    if (this.#secrets.has(name)) throw new GrpcStatus(ALREADY_EXISTS, `Secret [${name}] already exists.`)
    this.#secrets.set(name, [])
    return { name, replication: secret.replication }
  }

  #add({ parent, payload }: { readonly parent: string; readonly payload: Payload }): object {
    const versions = this.#versionsOf(parent)
    const sum = String(checksum(payload.data))
    if (payload.data.length > PAYLOAD_BYTES_MAX) throw new GrpcStatus(INVALID_ARGUMENT, 'payload too large')
    if (payload.dataCrc32c !== undefined && payload.dataCrc32c !== sum)
      throw new GrpcStatus(INVALID_ARGUMENT, 'checksum does not match the data')
    const name = `${parent}/versions/${versions.length + 1}`
    versions.push({ name, data: payload.data, dataCrc32c: sum, state: 'ENABLED' })
    return { name, state: 'ENABLED' }
  }

  #access({ name }: { readonly name: string }): object {
    const { name: found, data, dataCrc32c, state } = this.#find(name)
    if (state !== 'ENABLED')
      throw new GrpcStatus(FAILED_PRECONDITION, `Secret Version [${found}] is in ${state} state.`)
    return { name: found, payload: { data, dataCrc32c } }
  }

  /** Newest first; the token of a page is where it begins. */
  #list({ parent, pageSize, pageToken }: ListRequest): object {
    const newestFirst = this.#versionsOf(parent).toReversed()
    const from = Number(pageToken)
    const to = from + Math.min(pageSize || PAGE_SIZE_MAX, this.pageSizeMax)
    const versions = newestFirst.slice(from, to).map(({ name, state }) => ({ name, state }))
    return { versions, nextPageToken: to < newestFirst.length ? String(to) : '' }
  }

  #destroy({ name }: { readonly name: string }): object {
    const version = this.#find(name)
    if (version.state === 'DESTROYED')
      throw new GrpcStatus(FAILED_PRECONDITION, `Secret Version [${name}] is in DESTROYED state.`)
    version.state = 'DESTROYED'
    version.data = Buffer.alloc(0)
    return { name, state: 'DESTROYED' }
  }

  #versionsOf(path: string): Version[] {
    const versions = this.#secrets.get(path)
    if (!versions) throw new GrpcStatus(NOT_FOUND, `Secret [${path}] not found or has no versions.`)
    return versions
  }

  /** "latest" is the newest version, even one that was destroyed. */
  #find(versionPath: string): Version {
    const [path = '', number = ''] = versionPath.split('/versions/')
    const versions = this.#versionsOf(path)
    const version = number === 'latest' ? versions.at(-1) : versions[Number(number) - 1]
    if (!version) throw new GrpcStatus(NOT_FOUND, `Secret Version [${versionPath}] not found.`)
    return version
  }
}

interface CreateRequest {
  readonly parent: string
  readonly secretId: string
  readonly secret?: { readonly replication?: { readonly automatic?: object } }
}

interface ListRequest {
  readonly parent: string
  readonly pageSize: number
  readonly pageToken: string
}

/** CRC-32C bit by bit: slower than the adapter's and independent of it. */
function checksum(bytes: Uint8Array): number {
  let sum = -1
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (0x82f63b78 & -(sum & 1))
  }
  return ~sum >>> 0
}
