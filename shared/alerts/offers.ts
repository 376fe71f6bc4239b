import type { Alert } from './alert.ts'

/** A command that the owner may give by a tap under a message. */
export type Offer = NonNullable<Alert['offers']>[number]

/** Where nothing is bought until the owner has logged in at the broker. */
export const LOG_IN: Offer = { label: 'Log in', command: '/login' }

/** Where safe mode waits for the owner to have looked. */
export const ACKNOWLEDGE: Offer = { label: 'Acknowledge', command: '/safemode' }

/** Where nothing is bought until the owner says so. */
export const RESUME: Offer = { label: 'Resume', command: '/resume' }

/** Where orders with real money wait for the owner's word. */
export const ARM: Offer = { label: 'Arm', command: '/arm' }
