import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { percentEncode, queryString } from '../../../../infra/etrade/oauth/percent-encoding.ts'
import { RequestSigner, signedHeader } from '../../../../infra/etrade/oauth/signer.ts'
import { Secret } from '../../../../shared/ports/secrets.ts'
import { baseString, encode, headerParameters, type Pair, signature } from '../../../support/rfc5849.ts'
import { NOW } from '../../../support/scripted-broker.ts'

const VECTORS = resolve(
  import.meta.dirname,
  '../../../../../shared/market-data/reference/oauth1-hmac-sha1.json',
)

interface Vector {
  readonly name: string
  readonly method: string
  readonly base_uri: string
  readonly params: readonly Pair[]
  readonly consumer_secret: string
  readonly token_secret: string
  readonly signature_base_string: string
  readonly hmac_sha1_signature: string
}

const isThere = existsSync(VECTORS)
const vectors: readonly Vector[] = isThere ? JSON.parse(readFileSync(VECTORS, 'utf8')) : []

describe(`published vectors${isThere ? '' : ' (skipped: ../shared/market-data/reference is absent)'}`, () => {
  const each = isThere ? test : test.skip

  each('the oracle gives the published base strings and signatures', () => {
    expect(vectors.length).toBeGreaterThan(0)
    for (const vector of vectors) {
      const base = baseString(vector.method, vector.base_uri, vector.params)
      expect(base).toBe(vector.signature_base_string)
      expect(signature(base, { consumer: vector.consumer_secret, token: vector.token_secret })).toBe(
        vector.hmac_sha1_signature,
      )
    }
  })

  each('our header carries the published signature', () => {
    // The library cannot take query names that need encoding, and the broker has none.
    const usable = vectors.filter(({ params }) => params.every(([name]) => encode(name) === name))
    expect(usable.length).toBeGreaterThan(0)
    for (const vector of usable) {
      const query = queryString(
        Object.fromEntries(vector.params.filter(([name]) => !name.startsWith('oauth_'))),
      )
      const header = signedHeader(
        { method: vector.method, url: vector.base_uri + query },
        Object.fromEntries(vector.params.filter(([name]) => name.startsWith('oauth_'))),
        { consumer: vector.consumer_secret, token: vector.token_secret },
      )
      expect(headerParameters(header).get('oauth_signature')).toBe(vector.hmac_sha1_signature)
    }
  })
})

const credential = fc.stringMatching(/^[A-Za-z0-9/+=!*'()~._-]{1,44}$/)
const queryName = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,15}$/)
const address = fc.record({
  path: fc.array(fc.stringMatching(/^[A-Za-z0-9.,:;~_-]{1,12}$/), { minLength: 1, maxLength: 5 }),
  query: fc.dictionary(queryName, fc.string({ unit: 'binary' }), { maxKeys: 4 }),
})

test('every header is signed as RFC 5849 says, whatever the keys, the path and the query', () => {
  fc.assert(
    fc.property(
      fc.record({ key: credential, consumer: credential, token: credential, secret: credential }),
      address,
      fc.constantFrom('GET', 'POST', 'PUT'),
      fc.uint8Array({ minLength: 16, maxLength: 16 }),
      fc.option(credential, { nil: undefined }),
      ({ key, consumer, token, secret }, { path, query }, method, nonce, verifier) => {
        const uri = `https://api.etrade.com/v1/${path.join('/')}`
        const signer = new RequestSigner({
          consumer: { key: new Secret(key), secret: new Secret(consumer) },
          clock: { now: () => NOW },
          randomBytes: () => nonce,
        })
        const header = signer.authorization({
          method,
          url: uri + queryString(query),
          token: { token: new Secret(token), secret: new Secret(secret) },
          extra: verifier === undefined ? undefined : { oauth_verifier: verifier },
        })
        const { oauth_signature: signed, ...own } = Object.fromEntries(headerParameters(header))
        const expected = baseString(method, uri, [...Object.entries(own), ...Object.entries(query)])
        expect(signed).toBe(signature(expected, { consumer, token: secret }))
        expect(own).toEqual({
          oauth_consumer_key: key,
          oauth_nonce: Buffer.from(nonce).toString('hex'),
          oauth_signature_method: 'HMAC-SHA1',
          oauth_timestamp: String(NOW / 1000),
          oauth_version: '1.0',
          oauth_token: token,
          ...(verifier === undefined ? {} : { oauth_verifier: verifier }),
        })
      },
    ),
    { numRuns: 300 },
  )
})

test('a token with / + = is encoded once in the header', () => {
  const signer = new RequestSigner({
    consumer: { key: new Secret('key'), secret: new Secret('secret') },
    clock: { now: () => NOW },
    randomBytes: (size) => new Uint8Array(size),
  })
  const token = { token: new Secret('a/b+c='), secret: new Secret('s') }
  const header = signer.authorization({ method: 'GET', url: 'https://api.etrade.com/v1/x', token })
  expect(header).toContain('oauth_token="a%2Fb%2Bc%3D"')
})

test('percent-encoding leaves only the unreserved characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => expect(percentEncode(text)).toBe(encode(text))),
  )
})
