import { Hono, type MiddlewareHandler } from 'hono'
import type { OpenPlacements } from '../conduct/open-placements.ts'
import type { SinBook, SinKind } from '../conduct/sin-book.ts'
import { PREVIEW_GONE } from '../exchange/refusals.ts'
import type { OperationName } from '../operations.ts'
import { bodyOf } from './checked-input.ts'
import { placeRequestSchema } from './order-request-wire.ts'
import { struckBy } from './strike-faults.ts'
import type { Wire, WireContext } from './wire-context.ts'

const PLACEMENTS: readonly OperationName[] = ['orders/place', 'orders/change/place']
const FIRST_SERVER_ERROR = 500
const NOT_SIGNED_IN = 401

/** Writes down what clients do that they must never do. */
export function watchConduct(door: {
  readonly sins: SinBook
  readonly placements: OpenPlacements
}): MiddlewareHandler<Wire> {
  return async (c, next) => {
    const operation = c.get('operation')
    if (!operation) return next()
    const sin = (kind: SinKind, what: string) => door.sins.record({ kind, operation, what })

    if (operation === 'oauth/authorize' && hasRawToken(c))
      sin('token-not-encoded', 'the token in the address holds "/", "+" or "=" as they are')
    const ticket = PLACEMENTS.includes(operation) ? await ticketOf(c) : undefined
    const isBlind = ticket !== undefined && door.placements.isOpen(ticket)
    await next()

    if (c.get('oauthProblem') === 'nonce_used') sin('nonce-reused', 'the nonce was used before')
    if (c.get('isOverLimit')) sin('over-the-limit', 'the call was beyond the limit of its module')
    const refusal = c.get('refusal')
    if (refusal?.code === PREVIEW_GONE.code) sin('preview-not-valid', refusal.cause ?? refusal.text)
    if (c.res.status === NOT_SIGNED_IN) return undefined
    if (isBlind) sin('placed-blindly', `${ticket.side} ${ticket.symbol} may be at the broker already`)
    if (ticket && !isConclusive(c)) door.placements.leaveOpen(ticket)
    if (operation === 'orders/list' && isConclusive(c)) door.placements.settle()
    return undefined
  }
}

/** Shows what was written down, and wipes it. Not part of the broker's API. */
export function sinsRoute({ sins }: { readonly sins: SinBook }): Hono<Wire> {
  return new Hono<Wire>()
    .get('/', (c) => c.json({ sins: sins.sins }))
    .delete('/', (c) => {
      sins.clear()
      return c.json({ sins: sins.sins })
    })
}

/** Whether the client learns from the answer what happened. */
function isConclusive(c: WireContext): boolean {
  const isReadable = c.env.brokenEnd === undefined && struckBy(c, 'malformed-body') === undefined
  return isReadable && c.res.status < FIRST_SERVER_ERROR
}

function hasRawToken(c: WireContext): boolean {
  const [, raw = ''] = /[?&]token=([^&]*)/.exec(c.env.incoming.url ?? '') ?? []
  return /[/+=]/.test(raw)
}

async function ticketOf(c: WireContext) {
  const body = placeRequestSchema.safeParse(await bodyOf(c))
  return body.success ? body.data.ticket : undefined
}
