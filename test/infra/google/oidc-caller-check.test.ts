import { createSign, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import { OAuth2Client } from 'google-auth-library'
import { SystemClock } from '../../../infra/clock/system-clock.ts'
import { OidcCallerCheck } from '../../../infra/google/oidc-caller-check.ts'
import { CallerCheckUnavailableError } from '../../../shared/ports/caller-check.ts'

const AUDIENCE = 'https://us-east4-demo.cloudfunctions.net/signal-scan'
const CALLER = 'scheduler@demo.iam.gserviceaccount.com'

const google = generateKeyPairSync('rsa', { modulusLength: 2048 })
const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 })

const clock = new SystemClock()
const nowSeconds = Math.floor(clock.now() / 1000)

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

/** An identity token with Google's claims, some of them replaced. */
function token(
  claims: object = {},
  { signedBy = google, signature }: { signedBy?: typeof google; signature?: string } = {},
) {
  const payload = {
    iss: 'https://accounts.google.com',
    aud: AUDIENCE,
    email: CALLER,
    email_verified: true,
    iat: nowSeconds - 10,
    exp: nowSeconds + 3_000,
    ...claims,
  }
  const signed = `${encoded({ alg: 'RS256', kid: 'key-1' })}.${encoded(payload)}`
  const sign = () => createSign('RSA-SHA256').update(signed).sign(signedBy.privateKey, 'base64url')
  return `Bearer ${signed}.${signature ?? sign()}`
}

/** The library itself, with the certificates that Google would publish. */
class ClientWithKeys extends OAuth2Client {
  fetched = 0

  override async getFederatedSignonCertsAsync() {
    this.fetched += 1
    const certs = { 'key-1': google.publicKey.export({ type: 'spki', format: 'pem' }).toString() }
    return { certs, format: 'PEM' } as unknown as Awaited<
      ReturnType<OAuth2Client['getFederatedSignonCertsAsync']>
    >
  }
}

function check(
  options: { signatureCheckedBy?: 'here' | 'platform'; openVerifier?: () => Promise<OAuth2Client> } = {},
) {
  const client = new ClientWithKeys()
  const callerCheck = new OidcCallerCheck({
    audience: AUDIENCE,
    callers: [CALLER],
    signatureCheckedBy: 'here',
    clock,
    openVerifier: async () => client,
    ...options,
  })
  return { callerCheck, client }
}

const ADMITTED = { ok: true }

test('the service account with a token for this function is admitted', async () => {
  expect(await check().callerCheck.verify(token())).toEqual(ADMITTED)
})

describe('refused without asking for certificates', () => {
  test.each([
    ['missing', undefined, AUDIENCE],
    ['malformed', 'Basic abc', 'Bearer'],
    ['malformed', 'Bearer', 'Bearer'],
    ['malformed', 'Bearer not-a-token', 'identity token'],
    ['malformed', `${token()}.more`, 'identity token'],
    ['malformed', `Bearer ${encoded({})}.${encoded({ aud: 5 })}.x`, 'identity token'],
    ['expired', token({ exp: nowSeconds - 1 }), 'get a new one'],
    ['wrong-audience', token({ aud: 'https://elsewhere.test' }), `make it for ${AUDIENCE}`],
    ['wrong-caller', token({ email: 'other@demo.iam.gserviceaccount.com' }), 'add it to OPENBELL_CALLERS'],
    ['wrong-caller', token({ email_verified: false }), 'no verified e-mail'],
    ['wrong-caller', token({ email_verified: undefined }), 'no verified e-mail'],
    ['wrong-caller', token({ email: undefined }), 'no verified e-mail'],
  ])('%s', async (refused, authorization, words) => {
    const { callerCheck, client } = check()
    expect(await callerCheck.verify(authorization)).toEqual({
      ok: false,
      refused,
      reason: expect.stringContaining(words),
    })
    expect(client.fetched).toBe(0)
  })
})

describe('not genuine', () => {
  test.each([
    ['signed by somebody else', token({}, { signedBy: stranger })],
    ['not signed', token({}, { signature: '' })],
    [
      'with the mark of a platform that is not trusted',
      token({}, { signature: 'SIGNATURE_REMOVED_BY_GOOGLE' }),
    ],
    ['of another issuer', token({ iss: 'https://issuer.test' })],
    ['from the future', token({ iat: nowSeconds + 2_000 })],
    ['valid for longer than Google makes them', token({ exp: nowSeconds + 10 * 86_400 })],
  ])('%s', async (_, authorization) => {
    const verdict = await check().callerCheck.verify(authorization)
    expect(verdict).toMatchObject({ ok: false, refused: 'not-genuine' })
    const [, payload = ''] = authorization.split('.')
    expect(JSON.stringify(verdict)).not.toContain(payload)
  })
})

describe('behind a platform that checks and removes signatures', () => {
  const behind = () => check({ signatureCheckedBy: 'platform' })
  const removed = (claims?: object) => token(claims, { signature: 'SIGNATURE_REMOVED_BY_GOOGLE' })

  test('its mark stands for the signature', async () => {
    const { callerCheck, client } = behind()
    expect(await callerCheck.verify(removed())).toEqual(ADMITTED)
    expect(client.fetched).toBe(0)
  })

  test('the claims are still judged, and any other signature is still checked', async () => {
    const { callerCheck } = behind()
    const refused = async (authorization: string) => {
      const verdict = await callerCheck.verify(authorization)
      return verdict.ok ? undefined : verdict.refused
    }
    expect(await refused(removed({ aud: 'https://elsewhere.test' }))).toBe('wrong-audience')
    expect(await refused(removed({ email: 'other@demo.iam.gserviceaccount.com' }))).toBe('wrong-caller')
    expect(await refused(removed({ exp: nowSeconds - 1 }))).toBe('expired')
    expect(await refused(token({}, { signedBy: stranger }))).toBe('not-genuine')
  })
})

test('without certificates a caller is neither admitted nor refused, and the next call asks again', async () => {
  const opened: string[] = []
  const { callerCheck } = check({
    openVerifier: async () => {
      opened.push('opened')
      if (opened.length === 1) throw new Error('no network')
      return new ClientWithKeys()
    },
  })
  await expect(callerCheck.verify(token())).rejects.toThrow(CallerCheckUnavailableError)
  expect(await callerCheck.verify(token())).toEqual(ADMITTED)
  expect(await callerCheck.verify(token())).toEqual(ADMITTED)
  expect(opened).toHaveLength(2)
})
