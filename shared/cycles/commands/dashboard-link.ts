import type { Reply } from '../../commands/reply.ts'
import { offerSignIn } from '../sessions/sign-in-link.ts'
import type { Ears } from './ears.ts'

/**
 * A button that signs the owner in to the dashboard, once and for some minutes. The token stands behind the `#`, which no browser
 * sends to a server, so that it is in no log.
 */
export async function dashboardLink({ world, dashboardUrl, nonce, at }: Ears): Promise<Reply> {
  if (dashboardUrl === undefined)
    return { text: 'NO DASHBOARD\nIts address is not configured: OPENBELL_DASHBOARD_URL is not set.' }
  const token = nonce()
  await offerSignIn(world, { token, at })
  return {
    text: `DASHBOARD\nThe button signs you in. It is good for ${world.config.api.signInLinkMinutes} minutes, once, and for you alone.`,
    buttons: [{ label: 'Open the dashboard', url: signInUrl(dashboardUrl, token) }],
  }
}

/** The page that takes a sign-in token. */
export function signInUrl(dashboardUrl: string, token: string): string {
  return `${dashboardUrl.replace(/\/+$/, '')}/sign-in#${token}`
}
