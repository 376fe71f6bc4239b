import { z } from 'zod'
import type { DocumentPath, Store } from '../../ports/store.ts'
import { instantSchema } from '../../state/document-schemas.ts'
import { type EpochMs, MINUTE_MS, SECOND_MS } from '../../time/instant.ts'
import type { Tick } from '../tick.ts'
import { type OwnerOrder, ownerOrderSchema } from './owner-order.ts'

/** A question to the owner that one tap within some seconds answers with yes. */
const confirmationSchema = z.strictObject({ ...ownerOrderSchema.shape, askedAt: instantSchema })

/** So long after it was asked the document is of no use to anybody. */
const KEPT_MINUTES = 10

/** Remembers what a tap on a button with this nonce will order. */
export async function askForConfirmation(
  store: Store,
  { nonce, order, at }: { readonly nonce: string; readonly order: OwnerOrder; readonly at: EpochMs },
): Promise<void> {
  const value = { ...order, args: [...order.args], askedAt: at }
  const expiresAt = (at + KEPT_MINUTES * MINUTE_MS) as EpochMs
  const result = await store.commit([{ kind: 'create', path: pathOf(nonce), value, expiresAt }])
  if (!result.ok) throw new Error(`${result.path} was there before: the nonce is not random`)
}

/** The order that a tap on a button with this nonce would give; the button stays good. */
export async function orderBehind(store: Store, nonce: string): Promise<OwnerOrder | undefined> {
  const document = await store.get(pathOf(nonce))
  if (!document) return undefined
  const { askedAt: _, ...order } = confirmationSchema.parse(document.value)
  return order
}

/**
 * Takes the order behind a tap, once: the confirmation is gone with the batch that makes the order true. Answers why not
 * in words when it was used before, or came too late.
 */
export async function takeConfirmation(
  tick: Tick,
  { nonce, at }: { readonly nonce: string; readonly at: EpochMs },
): Promise<OwnerOrder | string> {
  const path = pathOf(nonce)
  const document = await tick.world.store.get(path)
  if (!document) return 'This button was used before, or is too old. Send the command again.'
  const { askedAt, ...order } = confirmationSchema.parse(document.value)
  tick.write({ kind: 'delete', path, ifVersion: document.version })
  const { confirmSeconds } = tick.world.config.telegram
  if (at - askedAt > confirmSeconds * SECOND_MS)
    return `Too late: a button is good for ${confirmSeconds} seconds. Send the command again.`
  return order
}

function pathOf(nonce: string): DocumentPath {
  return `confirmations/${nonce}`
}
