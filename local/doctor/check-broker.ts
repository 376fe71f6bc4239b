import { SystemClock } from '../../infra/clock/system-clock.ts'
import { listAccounts } from '../../infra/etrade/accounts.ts'
import { EtradeClient } from '../../infra/etrade/client/etrade-client.ts'
import type { Consumer } from '../../infra/etrade/oauth/signer.ts'
import { type AccessToken, SecretsTokenVault } from '../../infra/etrade/oauth/token-vault.ts'
import { FileSecrets } from '../../infra/secrets/file-secrets.ts'
import { BrokerError, BrokerUnauthorizedError } from '../../shared/domain/errors.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import { tokenState } from '../../shared/token/token-state.ts'
import { type BrokerEnvironment, signInCommand } from './broker-environment.ts'
import type { NamesThere } from './check-secrets.ts'
import type { Finding } from './finding.ts'

/** Asks the broker for the accounts with the token of the day, as `openbell token status` does. */
export async function checkBroker(
  environment: BrokerEnvironment,
  at: { readonly secretsFile: string; readonly names: NamesThere },
): Promise<Finding> {
  const { name, hosts } = environment
  if (!at.names) return warning('not asked, as the secrets can not be read', 'mend the file of secrets first')
  if (!hosts)
    return warning(
      'not asked, as nobody has told where the simulator listens',
      'pass --url with what "openbell simulator" prints as baseUrl, or --environment sandbox',
    )
  const secrets = new FileSecrets(at.secretsFile)
  const consumer = await consumerOf(secrets, environment)
  if (!consumer) return warning(`not asked, as there are no keys for ${name}`, signIn(environment))
  const clock = new SystemClock()
  const tokens = new SecretsTokenVault({ secrets, environment: environment.shortName, clock })
  const client = new EtradeClient({ hosts, consumer, tokens, clock })
  try {
    return withoutToken(environment, await tokens.read(), clock) ?? (await probed(name, client))
  } catch (error) {
    return failed(error, environment)
  } finally {
    client.close()
  }
}

async function consumerOf(
  secrets: FileSecrets,
  { shortName }: BrokerEnvironment,
): Promise<Consumer | undefined> {
  const key = await secrets.read(`etrade-${shortName}-consumer-key`)
  const secret = await secrets.read(`etrade-${shortName}-consumer-secret`)
  return key && secret && { key, secret }
}

/** No sign-in is no fault: every one ends at midnight New York time. */
function withoutToken(
  environment: BrokerEnvironment,
  token: AccessToken | undefined,
  clock: SystemClock,
): Finding | undefined {
  if (!token) return warning(`${environment.name}: nobody has signed in`, signIn(environment))
  const now = clock.now()
  if (tokenState({ issuedAt: token.issuedAt, lastUsedAt: now }, now).kind !== 'EXPIRED') return undefined
  return warning(
    `${environment.name}: the token of ${formatEt(token.issuedAt, 'date-time')} ET has ended`,
    signIn(environment),
  )
}

async function probed(name: string, client: EtradeClient): Promise<Finding> {
  const accounts = await listAccounts(client)
  const words = accounts.map(({ accountId, kind }) => `account ${accountId} (${kind})`).join(', ')
  return { check: 'broker', level: 'ok', seen: `${name} accepts the token for ${words || 'no open account'}` }
}

/** A broker that is silent or unreadable may be well again soon; everything else is mended by a new sign-in. */
function failed(error: unknown, environment: BrokerEnvironment): Finding {
  if (!(error instanceof Error)) throw error
  const isSilent = error instanceof BrokerError && !(error instanceof BrokerUnauthorizedError)
  const remedy = isSilent
    ? `look whether ${environment.hosts?.data} can be reached from here`
    : signIn(environment)
  return { check: 'broker', level: 'FAILED', seen: error.message, remedy }
}

function signIn(environment: BrokerEnvironment): string {
  return `run "${signInCommand(environment)}"`
}

function warning(seen: string, remedy: string): Finding {
  return { check: 'broker', level: 'warning', seen, remedy }
}
