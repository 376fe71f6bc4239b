import { LOG_IN } from '../../alerts/offers.ts'
import type { Reply } from '../../commands/reply.ts'
import { addDays, exchangeDate, exchangeInstant } from '../../time/exchange-time.ts'
import type { EpochMs } from '../../time/instant.ts'
import { isSignedIn, type TokenState, tokenState } from '../../token/token-state.ts'
import { currentToken } from '../current-token.ts'
import type { Asked, Known } from './asked.ts'
import { moment, momentAgo, span } from './told-time.ts'

/** The broker's token as far as it is known without asking the broker. */
export interface TokenSeen {
  readonly state: TokenState
  readonly issuedAt?: EpochMs
  /** Over all instances. */
  readonly lastUsedAt?: EpochMs
  /** The midnight in New York at which the broker ends it. */
  readonly endsAt?: EpochMs
}

/** /token: whether the sign-in at the broker works, and until when. */
export async function token(asked: Asked): Promise<Reply> {
  const now = asked.world.clock.now()
  const { state, issuedAt, lastUsedAt } = await seeToken(asked)
  const text = [
    `TOKEN ${STATE_WORDS[state.kind].toUpperCase()}`,
    tokenEnd(state, now),
    ...(issuedAt === undefined ? [] : [`Signed in ${momentAgo(issuedAt, now)}`]),
    ...(lastUsedAt === undefined ? [] : [`Last used ${momentAgo(lastUsedAt, now)}`]),
  ]
  return { text: text.join('\n'), ...(!isSignedIn(state) && { buttons: [LOG_IN] }) }
}

/** Reads the kept token; throws what its keeper throws. */
export async function seeToken(known: Known): Promise<TokenSeen> {
  const token = await currentToken(known)
  const state = tokenState(token, known.world.clock.now())
  return token ? { state, ...token, endsAt: midnightAfter(token.issuedAt) } : { state }
}

/** "active", "asleep" and so on. */
export const STATE_WORDS: Readonly<Record<TokenState['kind'], string>> = {
  NOT_FOUND: 'missing',
  EXPIRED: 'expired',
  IDLE: 'asleep',
  EXPIRING_SOON: 'ends soon',
  ACTIVE: 'active',
}

function tokenEnd(state: TokenState, now: EpochMs): string {
  switch (state.kind) {
    case 'NOT_FOUND':
      return 'Nobody has signed in. Nothing is bought until you log in.'
    case 'EXPIRED':
      return 'It ended at midnight ET. Nothing is bought until you log in.'
    case 'IDLE':
      return `The next renewal wakes it up. ${endsAt(now)}`
    case 'EXPIRING_SOON':
    case 'ACTIVE':
      return endsAt(now)
  }
}

function endsAt(now: EpochMs): string {
  const midnight = midnightAfter(now)
  return `It ends at midnight, ${moment(midnight, midnight)}, in ${span(midnight - now)}.`
}

function midnightAfter(at: EpochMs): EpochMs {
  return exchangeInstant(addDays(exchangeDate(at), 1), 0)
}
