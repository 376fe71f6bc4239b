import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { crc32c } from '../../../infra/secrets/crc32c.ts'
import { SecretManagerSecrets } from '../../../infra/secrets/secret-manager-secrets.ts'
import { MemoryStore } from '../../../infra/store/memory-store.ts'
import { Secret, SecretsUnavailableError } from '../../../shared/ports/secrets.ts'
import type { CommitResult, Store, Write } from '../../../shared/ports/store.ts'
import { secretsContract } from '../../contract/secrets-contract.ts'
import { SecretManagerDouble } from '../../support/secret-manager-double.ts'
import { STANDING_CLOCK } from '../store/standing-clock.ts'

const TOKEN = 'projects/demo/secrets/token'
const PAYLOAD = 'your-access-token'

let google: SecretManagerDouble
let store: Store
let opened: SecretManagerSecrets[]

beforeEach(async () => {
  google = await SecretManagerDouble.start()
  store = new MemoryStore({ clock: STANDING_CLOCK })
  opened = []
})

afterEach(async () => {
  await Promise.all(opened.map((secrets) => secrets.close()))
  google.grpc.stop()
})

/** One more instance of a function, on the same store. */
async function instance(more: { readonly deadlineMs?: number; readonly store?: Store } = {}) {
  const { clientOptions } = google.grpc
  const secrets = await SecretManagerSecrets.open({ projectId: 'demo', store, clientOptions, ...more })
  opened.push(secrets)
  return secrets
}

async function text(secrets: SecretManagerSecrets): Promise<string | undefined> {
  return (await secrets.read('token'))?.reveal()
}

const accesses = () => google.grpc.count('AccessSecretVersion')

async function failureOf(call: Promise<unknown>): Promise<Error> {
  const failure = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(SecretsUnavailableError)
  return failure as Error
}

describe('secrets in Secret Manager', () => {
  secretsContract(() => instance())
})

describe('a write', () => {
  test('leaves one version that costs money, and points at it', async () => {
    const secrets = await instance()
    for (const value of ['first', 'second', 'third']) await secrets.write('token', new Secret(value))
    expect(google.states(TOKEN)).toEqual(['DESTROYED', 'DESTROYED', 'ENABLED'])
    expect((await store.get('secrets/token'))?.value).toEqual({ version: '3' })
  })

  test('destroys the older version last, when the new one works and is pointed at', async () => {
    await (await instance()).write('token', new Secret('first'))
    google.grpc.calls.length = 0
    const noted = notingCommits(store, google.grpc.calls)
    await (await instance({ store: noted })).write('token', new Secret('second'))
    expect(google.grpc.calls).toEqual([
      'AddSecretVersion',
      'AccessSecretVersion',
      'commit',
      'ListSecretVersions',
      'DestroySecretVersion',
    ])
  })

  test('destroys disabled versions too, as they cost the same, and none twice', async () => {
    google.addByHand(TOKEN, 'one')
    google.addByHand(TOKEN, 'two')
    google.setByHand(`${TOKEN}/versions/1`, 'DESTROYED')
    google.setByHand(`${TOKEN}/versions/2`, 'DISABLED')
    await (await instance()).write('token', new Secret('three'))
    expect(google.states(TOKEN)).toEqual(['DESTROYED', 'DESTROYED', 'ENABLED'])
    expect(google.grpc.count('DestroySecretVersion')).toBe(1)
  })

  test('finds older versions on all pages of the list', async () => {
    google.pageSizeMax = 2
    for (const value of ['1', '2', '3', '4', '5']) google.addByHand(TOKEN, value)
    await (await instance()).write('token', new Secret('6'))
    expect(google.states(TOKEN).filter((state) => state !== 'DESTROYED')).toEqual(['ENABLED'])
    expect(google.grpc.count('ListSecretVersions')).toBe(3)
  })

  test('that can’t be read back leaves the older version in use', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('first'))
    google.grpc.breakMethod('AccessSecretVersion', { kind: 'status', code: 13, message: 'internal' })
    const failure = await failureOf(secrets.write('token', new Secret('second')))
    expect(failure.message).toBe(
      'Secret Manager: reading token, version 2, failed: it answered with gRPC status 13',
    )
    google.grpc.mend()
    expect(google.states(TOKEN)).toEqual(['ENABLED', 'ENABLED'])
    expect(await text(secrets)).toBe('first')
    expect(await text(await instance())).toBe('first')
  })

  test('whose version is disabled at once is not put in use', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('first'))
    google.grpc.breakMethod('AccessSecretVersion', { kind: 'status', code: 9, message: 'disabled' })
    const failure = await failureOf(secrets.write('token', new Secret('second')))
    expect(failure.message).toContain('does not read as it was written: the older one stays in use')
    google.grpc.mend()
    expect(await text(await instance())).toBe('first')
  })

  test('that can’t tidy up is in use all the same', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('first'))
    google.grpc.breakMethod('DestroySecretVersion', { kind: 'status', code: 14, message: 'away' })
    const failure = await failureOf(secrets.write('token', new Secret('second')))
    expect(failure.message).toContain('version 2 is stored and in use, but older versions still cost money')
    expect(String(failure.cause)).toContain('destroying token, version 1, failed: it can’t be reached')
    expect(await text(await instance())).toBe('second')
    google.grpc.mend()
    await secrets.write('token', new Secret('third'))
    expect(google.states(TOKEN)).toEqual(['DESTROYED', 'DESTROYED', 'ENABLED'])
  })

  test('of two instances at the same time, the newer version wins', async () => {
    const [left, right] = [await instance(), await instance()]
    await Promise.allSettled([
      left.write('token', new Secret('left')),
      right.write('token', new Secret('right')),
    ])
    const versions = google.states(TOKEN)
    expect(versions.at(-1)).toBe('ENABLED')
    expect((await store.get('secrets/token'))?.value).toEqual({ version: String(versions.length) })
    expect(await text(left)).toBe(await text(right))
  })

  test('never moves the pointer back from what another instance wrote meanwhile', async () => {
    const right = await instance()
    let isFirst = true
    const overtaken = committing(store, async (writes) => {
      if (isFirst) await right.write('token', new Secret('right'))
      isFirst = false
      return store.commit(writes)
    })
    const left = await instance({ store: overtaken })
    await left.write('token', new Secret('left'))
    expect((await store.get('secrets/token'))?.value).toEqual({ version: '2' })
    expect(await text(left)).toBe('right')
  })

  test('two at the same time in one instance both succeed', async () => {
    const secrets = await instance()
    await Promise.all(['a', 'b', 'c'].map((value) => secrets.write('token', new Secret(value))))
    expect(await text(secrets)).toBe('c')
    expect(google.states(TOKEN)).toEqual(['DESTROYED', 'DESTROYED', 'ENABLED'])
  })

  test('moves the pointer again when another instance was in the way', async () => {
    const secrets = await instance({ store: conflicting(store, 2) })
    await secrets.write('token', new Secret('value'))
    expect((await store.get('secrets/token'))?.value).toEqual({ version: '1' })
  })

  test('gives up when others keep moving the pointer', async () => {
    const secrets = await instance({ store: conflicting(store, Number.POSITIVE_INFINITY) })
    const failure = await failureOf(secrets.write('token', new Secret('value')))
    expect(failure.message).toContain('version 1 is stored but not in use')
  })

  test('creates a secret that nobody has created', async () => {
    await (await instance()).write('token', new Secret('value'))
    expect(google.grpc.calls.slice(0, 3)).toEqual(['AddSecretVersion', 'CreateSecret', 'AddSecretVersion'])
  })
})

describe('a read', () => {
  test('asks Secret Manager only when the pointer has moved', async () => {
    const [writer, reader] = [await instance(), await instance()]
    await writer.write('token', new Secret('first'))
    const before = accesses()
    for (let tick = 0; tick < 5; tick += 1) expect(await text(reader)).toBe('first')
    expect(accesses() - before).toBe(1)
    await writer.write('token', new Secret('second'))
    const moved = accesses()
    for (let tick = 0; tick < 5; tick += 1) expect(await text(reader)).toBe('second')
    expect(accesses() - moved).toBe(1)
  })

  test('after a write of one’s own asks for nothing', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('value'))
    const before = google.grpc.calls.length
    expect(await text(secrets)).toBe('value')
    expect(google.grpc.calls.length).toBe(before)
  })

  test('without a pointer sees what the owner added by hand', async () => {
    const secrets = await instance()
    google.addByHand(TOKEN, 'one')
    expect(await text(secrets)).toBe('one')
    google.addByHand(TOKEN, 'two')
    expect(await text(secrets)).toBe('two')
  })

  test('of a version that is gone answers the latest', async () => {
    await (await instance()).write('token', new Secret('written'))
    google.addByHand(TOKEN, 'by hand')
    google.setByHand(`${TOKEN}/versions/1`, 'DESTROYED')
    expect(await text(await instance())).toBe('by hand')
  })

  test('of a secret that was deleted and created anew answers the new one', async () => {
    const writer = await instance()
    for (const value of ['one', 'two']) await writer.write('token', new Secret(value))
    google.deleteByHand(TOKEN)
    await writer.write('token', new Secret('anew'))
    expect(await text(await instance())).toBe('anew')
  })

  test('of a disabled version answers nothing', async () => {
    google.addByHand(TOKEN, 'value')
    google.setByHand(`${TOKEN}/versions/1`, 'DISABLED')
    expect(await text(await instance())).toBeUndefined()
  })

  test('refuses what arrives damaged', async () => {
    google.addByHand(TOKEN, 'value')
    google.damage(`${TOKEN}/versions/1`)
    const failure = await failureOf((await instance()).read('token'))
    expect(failure.message).toBe(
      'Secret Manager: token, version 1, arrived damaged (its checksum differs): try again',
    )
  })

  test('refuses a name that would be another address', async () => {
    const secrets = await instance()
    for (const name of ['', 'a/b', 'a b', '../x', 'x'.repeat(256)])
      await expect(secrets.read(name)).rejects.toThrow("can't be the name of a secret")
    expect(google.grpc.calls).toEqual([])
  })
})

describe('a destruction', () => {
  test('ends every version, the pointer and what other instances remember', async () => {
    const [left, right] = [await instance(), await instance()]
    await left.write('token', new Secret('value'))
    google.addByHand(TOKEN, 'by hand')
    expect(await text(right)).toBe('value')
    await left.destroy('token')
    expect(google.states(TOKEN)).toEqual(['DESTROYED', 'DESTROYED'])
    expect(await store.get('secrets/token')).toBeUndefined()
    expect(await text(left)).toBeUndefined()
    expect(await text(right)).toBeUndefined()
  })

  test('is not the end: the next write is read', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('old'))
    await secrets.destroy('token')
    await secrets.write('token', new Secret('new'))
    expect(await text(await instance())).toBe('new')
  })

  test('of what another instance has just destroyed is fine', async () => {
    const secrets = await instance()
    await secrets.write('token', new Secret('value'))
    google.grpc.breakMethod('DestroySecretVersion', { kind: 'status', code: 9, message: 'destroyed' })
    await expect(secrets.destroy('token')).resolves.toBeUndefined()
  })
})

describe('a failure', () => {
  test('of each call comes in time', async () => {
    const secrets = await instance({ deadlineMs: 200 })
    google.addByHand(TOKEN, 'value')
    google.grpc.breakMethod('AccessSecretVersion', { kind: 'hang' })
    const failure = await failureOf(secrets.read('token'))
    expect(failure.message).toBe(
      'Secret Manager: reading token, version latest, failed: it did not answer within 200 ms',
    )
    google.grpc.breakMethod('AddSecretVersion', { kind: 'hang' })
    const late = await failureOf(secrets.write('token', new Secret('other')))
    expect(late.message).toBe('Secret Manager: writing token failed: it did not answer within 200 ms')
  })

  test.each([
    ['AccessSecretVersion', 'roles/secretmanager.secretAccessor'],
    ['AddSecretVersion', 'roles/secretmanager.secretVersionManager'],
    ['ListSecretVersions', 'roles/secretmanager.secretVersionManager'],
    ['CreateSecret', '"terraform apply" creates those that are missing'],
  ])('of %s for want of a permission says what to give', async (method, remedy) => {
    google.grpc.breakMethod(method, { kind: 'status', code: 7, message: 'Permission denied' })
    const failure = await failureOf((await instance()).write('token', new Secret(PAYLOAD)))
    expect(`${failure} ${failure.cause}`).toContain(remedy)
  })

  test('never holds the payload, whatever the service says', async () => {
    for (const code of [3, 7, 8, 13, 16]) {
      google.grpc.breakMethod('AddSecretVersion', { kind: 'status', code, message: `bad value ${PAYLOAD}` })
      const failure = await failureOf((await instance()).write('token', new Secret(PAYLOAD)))
      expect(inspect(failure, { depth: 20, showHidden: true })).not.toContain(PAYLOAD)
    }
  })

  test('for want of credentials is said, not left to end the process', async () => {
    await withVariable('GOOGLE_APPLICATION_CREDENTIALS', '/nowhere/credentials.json', async () => {
      const secrets = await SecretManagerSecrets.open({ projectId: 'demo', store })
      for (let attempt = 1; attempt <= 2; attempt += 1) {
        const failure = await failureOf(secrets.read('token'))
        expect(failure.message).toContain('the client could not ask it (ENOENT): look at the network')
      }
      await secrets.close()
    })
  })

  test('of one write does not stop the next', async () => {
    const secrets = await instance()
    google.grpc.breakMethod('AddSecretVersion', { kind: 'status', code: 8, message: 'quota' })
    await failureOf(secrets.write('token', new Secret('first')))
    google.grpc.mend()
    await secrets.write('token', new Secret('second'))
    expect(await text(secrets)).toBe('second')
  })
})

test('a variable that lets the client log secrets is refused', async () => {
  await withVariable('GOOGLE_SDK_NODE_LOGGING', 'all', async () => {
    await expect(instance()).rejects.toThrow('would log every secret')
  })
})

test('the checksum is CRC-32C', () => {
  // The check value of the catalogue of parametrised CRC algorithms (reveng.sourceforge.io, CRC-32/ISCSI).
  expect(crc32c(Buffer.from('123456789'))).toBe(0xe3069283)
  expect(crc32c(new Uint8Array())).toBe(0)
})

async function withVariable(name: string, value: string, body: () => Promise<void>): Promise<void> {
  const before = { ...process.env }
  process.env[name] = value
  try {
    await body()
  } finally {
    process.env = before
  }
}

function notingCommits(inner: Store, calls: string[]): Store {
  return committing(inner, (writes) => {
    calls.push('commit')
    return inner.commit(writes)
  })
}

/** Another instance is in the way of so many commits. */
function conflicting(inner: Store, times: number): Store {
  let left = times
  return committing(inner, async (writes) => {
    left -= 1
    if (left < 0) return inner.commit(writes)
    return { ok: false, conflict: 'changed', path: 'secrets/token' }
  })
}

function committing(inner: Store, commit: (writes: readonly Write[]) => Promise<CommitResult>): Store {
  return {
    get: (path) => inner.get(path),
    getAll: (paths) => inner.getAll(paths),
    query: (query) => inner.query(query),
    commit,
    close: () => inner.close(),
  }
}
