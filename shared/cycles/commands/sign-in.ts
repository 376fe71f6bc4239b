import type { Reply } from '../../commands/reply.ts'
import type { EpochMs } from '../../time/instant.ts'
import { beginLogin, completeLogin, LOGIN_MINUTES } from '../broker-sign-in.ts'
import type { Trigger } from '../trigger.ts'
import type { World } from '../world.ts'

const NO_LOGIN: Reply = { text: 'Nobody signs in here: this system has no broker of its own to sign in at.' }

/** Begins a sign-in: the owner agrees on the broker's page and sends back the code. A later one replaces an earlier one. */
export async function startSignIn(world: World, at: EpochMs): Promise<Reply> {
  const authorizeUrl = await beginLogin(world, at)
  if (authorizeUrl === undefined) return NO_LOGIN
  return {
    text: `SIGN IN\nOpen the page, sign in, agree, and send the code here within ${LOGIN_MINUTES} minutes. It is good once, and for you alone.`,
    buttons: [{ label: 'Open E*TRADE', url: authorizeUrl }],
  }
}

/** Exchanges the code that the owner sends and tells whether the broker accepts what came of it. */
export async function finishSignIn(
  world: World,
  trigger: Trigger,
  sent: { readonly code: string; readonly at: EpochMs },
): Promise<Reply> {
  const outcome = await completeLogin(world, trigger, sent)
  switch (outcome.kind) {
    case 'no-login':
      return NO_LOGIN
    case 'not-taken':
      return { text: `${outcome.problem} Send /login for a new page.` }
    case 'signed-in':
      return { text: 'SIGNED IN\nThe broker accepts the token. It ends at midnight ET.' }
  }
}
