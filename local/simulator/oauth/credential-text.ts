import { randomBytes, randomInt } from 'node:crypto'

const VERIFIER_LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
const VERIFIER_LENGTH = 5
const RANDOM_BYTES = 32

/**
 * A fresh token or secret. It always holds "/", "+" and "=": the real ones do now and then, and a client that
 * forgets to encode them shall fail here every time.
 */
export function newCredential(): string {
  for (;;) {
    const text = randomBytes(RANDOM_BYTES).toString('base64')
    if (text.includes('/') && text.includes('+')) return text
  }
}

/** The short code that a person carries from the approval page to the program. */
export function newVerifier(): string {
  return Array.from(
    { length: VERIFIER_LENGTH },
    () => VERIFIER_LETTERS[randomInt(VERIFIER_LETTERS.length)],
  ).join('')
}
