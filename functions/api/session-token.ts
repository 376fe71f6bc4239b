import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Secret } from '../../shared/ports/secrets.ts'

const ID_BYTES = 32
const TOKEN = /^([\w-]{43})\.([\w-]{43})$/

/** A new id for a session or a sign-in link: 256 random bits. */
export function freshId(): string {
  return randomBytes(ID_BYTES).toString('base64url')
}

/**
 * What a browser keeps as its cookie and a program sends as its bearer token: the id and its signature (HMAC-SHA256), so that a
 * made-up one is refused without a look into the store.
 */
export function sessionToken(id: string, key: Secret): string {
  return `${id}.${signature(id, key)}`
}

/** The id in a token of ours; absent when we have not signed it. */
export function idOfToken(token: string, key: Secret): string | undefined {
  const [, id, told] = TOKEN.exec(token) ?? []
  if (id === undefined || told === undefined) return undefined
  return timingSafeEqual(Buffer.from(told), Buffer.from(signature(id, key))) ? id : undefined
}

function signature(id: string, key: Secret): string {
  return createHmac('sha256', key.reveal()).update(`session ${id}`).digest('base64url')
}
