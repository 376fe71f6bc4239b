import type { Secret } from '../../shared/ports/secrets.ts'

/** Shorter values would blot out ordinary words; the broker's keys and tokens have 32 characters and more. */
const SECRET_CHARACTERS_MIN = 8

/**
 * Takes our own secrets out of a text from outside, in any of the spellings in which a broker or a proxy may repeat
 * a request in its error page: plain, percent-encoded once or more, as a JSON escape or as an HTML character.
 */
export function redact(text: string, secrets: readonly Secret[]): string {
  return secrets
    .map((secret) => secret.reveal())
    .filter((value) => value.length >= SECRET_CHARACTERS_MIN)
    .reduce((redacted, value) => redacted.replace(anySpelling(value), '[secret]'), text)
}

function anySpelling(value: string): RegExp {
  return new RegExp([...value].map(spellings).join(''), 'giu')
}

function spellings(character: string): string {
  if (/[a-z0-9]/i.test(character)) return character
  const code = character.codePointAt(0) ?? 0
  const hex = code.toString(16).padStart(2, '0')
  return `(?:\\\\?\\u{${hex}}|%(?:25)*${hex}|&#0*${code};|&#x0*${hex};|\\\\u0*${hex})`
}
