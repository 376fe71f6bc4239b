import { expect, test } from '@jest/globals'
import { SecretsTokenVault } from '../../../../infra/etrade/oauth/token-vault.ts'
import { MemorySecrets } from '../../../../infra/secrets/memory-secrets.ts'
import { Secret } from '../../../../shared/ports/secrets.ts'
import { DAY_MS, type EpochMs, HOUR_MS } from '../../../../shared/time/instant.ts'
import { NOW, TOKEN } from '../../../support/scripted-broker.ts'

class CountedSecrets extends MemorySecrets {
  reads = 0

  override read(name: string): Promise<Secret | undefined> {
    this.reads += 1
    return super.read(name)
  }
}

function vault(secrets: MemorySecrets, now: () => EpochMs = () => NOW) {
  return new SecretsTokenVault({ secrets, environment: 'prod', clock: { now, sleep: async () => {} } })
}

test('a token survives in the secrets and reads back the same', async () => {
  const secrets = new MemorySecrets()
  await vault(secrets).write(TOKEN)
  const read = await vault(secrets).read()
  expect(read?.token.reveal()).toBe(TOKEN.token.reveal())
  expect(read?.secret.reveal()).toBe(TOKEN.secret.reveal())
  expect(read?.issuedAt).toBe(TOKEN.issuedAt)
  expect(await secrets.read('etrade-oauth-prod')).toBeDefined()
})

test('a token is read once a day and kept in memory', async () => {
  const secrets = new CountedSecrets()
  await vault(secrets).write(TOKEN)
  let now = NOW
  const tokens = vault(secrets, () => now)
  for (let hour = 0; hour < 5; hour += 1) {
    now = (NOW + hour * HOUR_MS) as EpochMs
    await tokens.read()
  }
  expect(secrets.reads).toBe(1)
})

test('a token of an earlier date is read again, as somebody may have signed in elsewhere', async () => {
  const secrets = new MemorySecrets()
  let now = NOW
  const tokens = vault(secrets, () => now)
  await tokens.write(TOKEN)
  now = (NOW + DAY_MS) as EpochMs
  await vault(secrets).write({ ...TOKEN, token: new Secret('of the next day'), issuedAt: now })
  expect((await tokens.read())?.token.reveal()).toBe('of the next day')
})

test('an absent token is asked for every time', async () => {
  const secrets = new MemorySecrets()
  const tokens = vault(secrets)
  expect(await tokens.read()).toBeUndefined()
  await vault(secrets).write(TOKEN)
  expect((await tokens.read())?.token.reveal()).toBe(TOKEN.token.reveal())
})

test('an invalidated token is read again', async () => {
  const secrets = new MemorySecrets()
  const tokens = vault(secrets)
  await tokens.write(TOKEN)
  await vault(secrets).write({ ...TOKEN, token: new Secret('newer') })
  expect((await tokens.read())?.token.reveal()).toBe(TOKEN.token.reveal())
  tokens.invalidate()
  expect((await tokens.read())?.token.reveal()).toBe('newer')
})

test('a destroyed token is gone from the secrets', async () => {
  const secrets = new MemorySecrets()
  const tokens = vault(secrets)
  await tokens.write(TOKEN)
  await tokens.destroy()
  expect(await tokens.read()).toBeUndefined()
  expect(await vault(secrets).read()).toBeUndefined()
})

test.each([
  ['no JSON', 'hush-hush', 'the whole value'],
  ['fields missing', '{"token":"hush-hush"}', 'secret, issuedAt'],
  ['an empty token', '{"token":"","secret":"hush-hush","issuedAt":1}', 'token'],
])(
  'a stored value that is no token is refused by field without showing it: %s',
  async (_name, text, fields) => {
    const secrets = new MemorySecrets()
    await secrets.write('etrade-oauth-prod', new Secret(text))
    const reading = vault(secrets).read()
    await expect(reading).rejects.toThrow(
      `secret etrade-oauth-prod is not a stored token (${fields}): sign in again to replace it`,
    )
    await expect(reading).rejects.not.toThrow('hush-hush')
  },
)
