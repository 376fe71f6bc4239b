import { SystemClock } from '../../infra/clock/system-clock.ts'
import { type EtradeAccount, listAccounts } from '../../infra/etrade/accounts.ts'
import { EtradeClient } from '../../infra/etrade/client/etrade-client.ts'
import { type EtradeHosts, etradeHosts } from '../../infra/etrade/hosts.ts'
import { EtradeSession } from '../../infra/etrade/oauth/etrade-session.ts'
import type { Consumer } from '../../infra/etrade/oauth/signer.ts'
import { SecretsTokenVault } from '../../infra/etrade/oauth/token-vault.ts'
import { BrokerUnauthorizedError } from '../../shared/domain/errors.ts'
import { Secret, type Secrets } from '../../shared/ports/secrets.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import { tokenState } from '../../shared/token/token-state.ts'
import { Dialog } from '../dialog.ts'
import { UsageError } from '../failure.ts'
import { openSecrets } from '../open-secrets.ts'

interface TokenOptions {
  readonly environment: 'sandbox' | 'production' | 'simulator'
  readonly url?: string
  readonly secrets: string
  readonly cloud: boolean
  readonly project?: string
  readonly json: boolean
}

/** How the names of secrets call an environment (spec §13). */
const SHORT_NAMES = { sandbox: 'sandbox', production: 'prod', simulator: 'simulator' } as const

const CODE_ATTEMPTS_MAX = 3

/** `openbell token`: signs in at the broker, tells whether the day's token works, or ends it. */
export async function token(action: 'login' | 'status' | 'revoke', options: TokenOptions): Promise<void> {
  const dialog = new Dialog()
  const desk = await openDesk(options, dialog)
  try {
    const answer = await { login, status, revoke }[action](desk, dialog)
    if (options.json) process.stdout.write(`${JSON.stringify(answer.facts)}\n`)
    else process.stdout.write(`${answer.words}\n`)
    if (!answer.works) process.exitCode = 1
  } finally {
    dialog.close()
    await desk.close()
  }
}

interface Answer {
  readonly words: string
  readonly facts: object
  readonly works: boolean
}

/** Everything that signing in takes. */
interface Desk {
  readonly client: EtradeClient
  readonly session: EtradeSession
  readonly clock: SystemClock
  close(): Promise<void>
}

async function openDesk(options: TokenOptions, dialog: Dialog): Promise<Desk> {
  const clock = new SystemClock()
  const hosts = hostsOf(options)
  const name = SHORT_NAMES[options.environment]
  const { secrets, close } = await openSecrets(options, 'token')
  const consumer = await consumerOf(secrets, name, dialog)
  const tokens = new SecretsTokenVault({ secrets, environment: name, clock })
  const client = new EtradeClient({ hosts, consumer, tokens, clock })
  return {
    ...{ client, clock, session: new EtradeSession({ client, tokens, clock }) },
    close: async () => {
      client.close()
      await close()
    },
  }
}

function hostsOf({ environment, url }: TokenOptions): EtradeHosts {
  if (environment !== 'simulator') return etradeHosts(environment)
  if (url === undefined || !URL.canParse(url))
    throw new UsageError(
      `--url: was "${url ?? ''}"; the simulator needs the address that "openbell simulator" prints as baseUrl`,
    )
  return etradeHosts({ simulator: url })
}

/** The two halves of the consumer key, kept once they were told. */
async function consumerOf(secrets: Secrets, environment: string, dialog: Dialog): Promise<Consumer> {
  return {
    key: await keptOrAsked(secrets, `etrade-${environment}-consumer-key`, dialog),
    secret: await keptOrAsked(secrets, `etrade-${environment}-consumer-secret`, dialog),
  }
}

async function keptOrAsked(secrets: Secrets, name: string, dialog: Dialog): Promise<Secret> {
  const kept = await secrets.read(name)
  if (kept) return kept
  const text = await dialog.askHidden(`${name} (kept from now on)`)
  if (text === '') throw new UsageError(`${name}: was empty; the broker's page for developers shows it`)
  const told = new Secret(text)
  await secrets.write(name, told)
  return told
}

async function login({ client, session, clock }: Desk, dialog: Dialog): Promise<Answer> {
  const { authorizeUrl, requestToken } = await session.startLogin()
  process.stderr.write(
    `Open this page, sign in, agree, and bring the code back. It is good for five minutes, once, and for you alone:\n  ${authorizeUrl}\n`,
  )
  await session.finishLogin(requestToken, await askCode(dialog))
  const accounts = await listAccounts(client)
  const now = clock.now()
  return {
    words: `Signed in: ${accounts.map(accountWords).join(', ') || 'no open account'}. ${ending(now, now)}`,
    facts: { signedIn: true, accounts },
    works: true,
  }
}

/** A slip of the finger does not cost the request token: only a code that could be one is sent. */
async function askCode(dialog: Dialog): Promise<string> {
  for (let attempt = 1; attempt <= CODE_ATTEMPTS_MAX; attempt += 1) {
    const code = await dialog.ask('Code from the page')
    if (/^[A-Za-z0-9]{4,8}$/.test(code)) return code
    process.stderr.write(`The code has 4 to 8 letters and digits; this had ${code.length} characters.\n`)
  }
  throw new UsageError('no code was given: run "openbell token login" again')
}

async function status({ client, session, clock }: Desk): Promise<Answer> {
  const token = await session.token()
  const now = clock.now()
  // When it was last used only the running system knows; whether it works, the broker.
  const state = tokenState(token && { issuedAt: token.issuedAt, lastUsedAt: now }, now)
  if (!token || state.kind === 'NOT_FOUND')
    return refused('NOT_FOUND', 'Nobody has signed in: run "openbell token login".')
  if (state.kind === 'EXPIRED')
    return refused(
      'EXPIRED',
      `The token of ${formatEt(token.issuedAt, 'date-time')} ET has ended: sign in again.`,
    )
  try {
    const accounts = await listAccounts(client)
    const words = `${state.kind}: the broker accepts it for ${accounts.map(accountWords).join(', ')}. ${ending(token.issuedAt, now)}`
    return { words, facts: { state: state.kind, minutesLeft: Math.floor(state.minutesLeft) }, works: true }
  } catch (error) {
    if (!(error instanceof BrokerUnauthorizedError)) throw error
    return refused('ERROR', `The broker does not accept the token (${error.problem}): sign in again.`)
  }
}

async function revoke({ session }: Desk): Promise<Answer> {
  const token = await session.token()
  if (!token) return { words: 'There is no token to end.', facts: { revoked: false }, works: true }
  await session.revoke()
  return {
    words: 'The token has been ended at the broker and removed here.',
    facts: { revoked: true },
    works: true,
  }
}

function refused(state: string, words: string): Answer {
  return { words, facts: { state }, works: false }
}

function ending(issuedAt: EpochMs, now: EpochMs): string {
  const state = tokenState({ issuedAt, lastUsedAt: now }, now)
  const minutes = 'minutesLeft' in state ? Math.floor(state.minutesLeft) : 0
  return `The token ends at midnight New York time, in ${Math.floor(minutes / 60)} h ${minutes % 60} min.`
}

function accountWords({ accountId, kind }: EtradeAccount): string {
  return `account ${accountId} (${kind})`
}
