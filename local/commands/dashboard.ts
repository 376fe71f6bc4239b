import { freshId, sessionToken } from '../../functions/api/session-token.ts'
import { sha256 } from '../../infra/digest/sha256.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { signInUrl } from '../../shared/cycles/commands/dashboard-link.ts'
import { beginSession } from '../../shared/cycles/sessions/session.ts'
import { offerSignIn } from '../../shared/cycles/sessions/sign-in-link.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import { UsageError } from '../failure.ts'
import { openSessionDesk, type SessionDesk, type SessionPlace } from '../session-desk.ts'

interface DashboardOptions extends SessionPlace {
  readonly url: string
  readonly token: boolean
  readonly json: boolean
}

/** `openbell dashboard`: lets whoever sits at this computer sign in to the dashboard, or a program to its API. */
export async function dashboard(options: DashboardOptions): Promise<void> {
  if (!/^https?:$/.test(URL.canParse(options.url) ? new URL(options.url).protocol : ''))
    throw new UsageError(`--url: was "${options.url}"; it must be an address such as http://127.0.0.1:8787`)
  const desk = await openSessionDesk(options)
  try {
    const { facts, words } = options.token ? await bearerToken(desk) : await link(desk, options.url)
    process.stdout.write(options.json ? `${JSON.stringify(facts)}\n` : `${words}\n`)
  } finally {
    await desk.close()
  }
}

interface Told {
  readonly facts: object
  readonly words: string
}

async function link(desk: SessionDesk, url: string): Promise<Told> {
  const token = freshId()
  const { until } = await offerSignIn(world(desk), { token, at: desk.clock.now() })
  const address = signInUrl(url, token)
  return {
    facts: { url: address, until },
    words: `${address}\nGood once, until ${formatEt(until, 'time')} ET, and for you alone.`,
  }
}

async function bearerToken(desk: SessionDesk): Promise<Told> {
  const id = freshId()
  const { until } = await beginSession(world(desk), { id, at: desk.clock.now() })
  const token = sessionToken(id, desk.signingKey)
  return {
    facts: { token, until },
    words: `${token}\nSend it as "Authorization: Bearer TOKEN". It is good until ${formatEt(until, 'date-time')} ET.`,
  }
}

function world({ store, clock }: SessionDesk) {
  return { store, clock, digest: sha256, config: parseConfig({}) }
}
