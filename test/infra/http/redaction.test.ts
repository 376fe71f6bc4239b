import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { redact } from '../../../infra/http/redaction.ts'
import { Secret } from '../../../shared/ports/secrets.ts'

const secretText = fc.stringMatching(/^[A-Za-z0-9/+=_-]{8,48}$/)

const spellings: Readonly<Record<string, (text: string) => string>> = {
  plain: (text) => text,
  percent: encodeURIComponent,
  'percent in lower case': (text) => encodeURIComponent(text).toLowerCase(),
  'percent twice, as in a signature base string': (text) => encodeURIComponent(encodeURIComponent(text)),
  'JSON with escaped slashes': (text) => text.replaceAll('/', '\\/'),
  'HTML characters': (text) => text.replace(/[/+=_-]/g, (character) => `&#${character.charCodeAt(0)};`),
}

test.each(Object.keys(spellings))('a secret is taken out of a text: %s', (name) => {
  fc.assert(
    fc.property(secretText, (value) => {
      const spelled = spellings[name]?.(value) as string
      expect(redact(`before<${spelled}>after`, [new Secret(value)])).toBe('before<[secret]>after')
    }),
  )
})

test('a text without secrets stays as it is', () => {
  const text = '{"QuoteResponse":{"QuoteData":[]}} 100%25 &#47;'
  expect(redact(text, [new Secret('consumer/key+1='), new Secret('short')])).toBe(text)
})
