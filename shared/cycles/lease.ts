import { z } from 'zod'
import type { DocumentPath, DocumentVersion, StoredDocument, Write } from '../ports/store.ts'
import { instantSchema } from '../state/document-schemas.ts'
import { type EpochMs, SECOND_MS } from '../time/instant.ts'

export const LEASE_PATH: DocumentPath = 'control/lease'

/** Longer than any run may take, shorter than the next tick's patience. */
export const LEASE_SECONDS = 50

/** Who may act on the account. The epoch grows with every holder; `until` in the past means nobody holds it. */
export const leaseSchema = z.strictObject({
  holder: z.string(),
  epoch: z.number().int().positive(),
  until: instantSchema,
  /** Since when every run has left a tape; absent when the run before did not. */
  tapedSince: instantSchema.exactOptional(),
})

export type Lease = z.infer<typeof leaseSchema>

/** A lease that is ours, and the version under which we hold it. */
export interface LeaseGrant {
  readonly lease: Lease
  readonly version: DocumentVersion
}

/** True while another run may be acting on the account. */
export function isHeld(lease: Lease | undefined, now: EpochMs): lease is Lease {
  return lease !== undefined && lease.until > now
}

/** The write that takes the lease over; it fails when anybody else has touched it since it was read. */
export function takeLease(
  current: StoredDocument | undefined,
  holder: string,
  now: EpochMs,
): { readonly lease: Lease; readonly write: Write } {
  const epoch = current ? leaseSchema.parse(current.value).epoch + 1 : 1
  const lease: Lease = { holder, epoch, until: (now + LEASE_SECONDS * SECOND_MS) as EpochMs }
  const write: Write = current
    ? { kind: 'update', path: LEASE_PATH, value: lease, ifVersion: current.version }
    : { kind: 'create', path: LEASE_PATH, value: lease }
  return { lease, write }
}
