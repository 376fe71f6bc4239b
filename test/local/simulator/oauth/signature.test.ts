import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { readOAuthRequest } from '../../../../local/simulator/oauth/oauth-request.ts'
import {
  baseStringUri,
  hmacSha1,
  type Parameter,
  signatureBaseString,
  signaturesMatch,
} from '../../../../local/simulator/oauth/signature.ts'
import { addressWithParameters, authorizationHeader, oauthParameters } from './signer.ts'

interface PublishedVector {
  readonly name: string
  readonly method: string
  readonly base_uri: string
  readonly params: readonly Parameter[]
  readonly consumer_secret: string
  readonly token_secret: string
  readonly signature_base_string: string
  readonly hmac_sha1_signature: string
}

const PROJECT = join(import.meta.dirname, '../../../..')
const VECTORS = join(PROJECT, '../shared/market-data/reference/oauth1-hmac-sha1.json')

describe('the published vectors of RFC 5849', () => {
  if (!existsSync(VECTORS)) {
    test.skip('need ../shared/market-data/reference, which is not here', () => undefined)
    return
  }
  const vectors = JSON.parse(readFileSync(VECTORS, 'utf8')) as readonly PublishedVector[]

  test.each(vectors)('$name gives the published base string and signature', (vector) => {
    const baseString = signatureBaseString({
      method: vector.method,
      baseUri: vector.base_uri,
      parameters: vector.params,
    })
    const secrets = { consumerSecret: vector.consumer_secret, tokenSecret: vector.token_secret }

    expect(baseString).toBe(vector.signature_base_string)
    expect(hmacSha1(baseString, secrets)).toBe(vector.hmac_sha1_signature)
  })
})

describe('the base string address', () => {
  test('has a lower-case host and no default port', () => {
    expect(baseStringUri({ scheme: 'http', host: 'Example.COM:80', path: '/A' })).toBe('http://example.com/A')
    expect(baseStringUri({ scheme: 'https', host: 'example.com:443', path: '/A' })).toBe(
      'https://example.com/A',
    )
  })

  test('keeps a port that is not the default one', () => {
    expect(baseStringUri({ scheme: 'http', host: '127.0.0.1:8080', path: '/' })).toBe(
      'http://127.0.0.1:8080/',
    )
    expect(baseStringUri({ scheme: 'http', host: 'example.com:443', path: '/' })).toBe(
      'http://example.com:443/',
    )
  })

  test('keeps commas, colons and escapes of the path as they were sent', () => {
    const path = '/v1/market/quote/AAPL,BRK.B,IBM:2026:1:16:CALL:280,A%2CB.json'
    expect(baseStringUri({ scheme: 'http', host: 'x', path })).toBe(`http://x${path}`)
  })
})

describe('a request read from the wire', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  const secrets = fc.record({ consumer: text, token: text })
  const query = fc.array(fc.tuple(text, text), { maxLength: 4 })

  test.each(['header', 'query'] as const)(
    'carries a signature that any RFC 5849 signer made, by %s',
    (way) => {
      fc.assert(
        fc.property(secrets, query, text, (secret, pairs, token) => {
          const plain = new URLSearchParams(pairs.filter(([name]) => !name.startsWith('oauth_'))).toString()
          const path = `/v1/market/quote/AAPL,MSFT.json`
          const address = `http://localhost:8080${path}${plain ? `?${plain}` : ''}`
          const party = {
            consumer: { key: 'key', secret: secret.consumer },
            token: { token, secret: secret.token },
            seconds: 1_700_000_000,
          }
          const parameters = oauthParameters(party, 'GET', address)
          const full = way === 'query' ? addressWithParameters(address, parameters) : address

          const read = readOAuthRequest({
            method: 'GET',
            host: 'LOCALHOST:8080',
            target: full.slice('http://localhost:8080'.length),
            authorization: way === 'header' ? authorizationHeader(parameters) : undefined,
          })
          if (!read.ok) throw new Error(`refused: ${read.problem}`)
          const expected = hmacSha1(signatureBaseString(read.value.signed), {
            consumerSecret: secret.consumer,
            tokenSecret: secret.token,
          })
          expect(read.value.protocol.get('oauth_signature')).toBe(expected)
          expect(read.value.protocol.get('oauth_token')).toBe(token)
        }),
        { numRuns: 200 },
      )
    },
  )

  test('has each OAuth parameter once, whichever transport brought it', () => {
    const read = readOAuthRequest({
      method: 'GET',
      host: 'x',
      target: '/a?oauth_nonce=1',
      authorization: 'OAuth oauth_nonce="2"',
    })
    expect(read).toMatchObject({
      ok: false,
      problem: 'parameter_rejected',
      advice: 'oauth_parameters_rejected=oauth_nonce',
    })
  })

  test('has no malformed escapes', () => {
    const read = readOAuthRequest({ method: 'GET', host: 'x', target: '/a?b=%G1', authorization: undefined })
    expect(read).toMatchObject({
      ok: false,
      problem: 'parameter_rejected',
      advice: 'oauth_parameters_rejected=b',
    })
  })

  test('ignores other authorization schemes and the realm', () => {
    const bearer = readOAuthRequest({ method: 'GET', host: 'x', target: '/', authorization: 'Bearer abc' })
    const realm = readOAuthRequest({
      method: 'GET',
      host: 'x',
      target: '/',
      authorization: 'OAuth realm="r", oauth_nonce="n"',
    })
    expect(bearer.ok && bearer.value.signed.parameters).toEqual([])
    expect(realm.ok && realm.value.signed.parameters).toEqual([['oauth_nonce', 'n']])
  })
})

test('signatures match only when every character does', () => {
  expect(signaturesMatch('abc=', 'abc=')).toBe(true)
  expect(signaturesMatch('abc=', 'abd=')).toBe(false)
  expect(signaturesMatch('abc=', 'abc')).toBe(false)
})
