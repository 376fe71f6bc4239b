import type { z } from 'zod'
import type { tokenAnswer } from '../../api/answers/health-answers.ts'
import { utcText } from '../../time/utc-text.ts'
import { isSignedIn } from '../../token/token-state.ts'
import type { Known } from '../questions/asked.ts'
import { seeToken } from '../questions/token.ts'

/**
 * The sign-in at the broker: its dates and what it is good for, never the token. A sleeping one counts as a sign-in, as the next
 * renewal wakes it; `state` tells that nothing is bought until then.
 */
export async function tokenView(known: Known): Promise<Readonly<z.input<typeof tokenAnswer>>> {
  const { state, issuedAt, lastUsedAt, endsAt } = await seeToken(known)
  return {
    state: state.kind,
    mayTrade: isSignedIn(state),
    ...(issuedAt !== undefined && { issuedAt: utcText(issuedAt) }),
    ...(lastUsedAt !== undefined && { lastUsedAt: utcText(lastUsedAt) }),
    ...(endsAt !== undefined && { endsAt: utcText(endsAt) }),
  }
}
