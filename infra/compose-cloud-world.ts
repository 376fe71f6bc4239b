import type { Config } from '../shared/config/config.ts'
import type { World } from '../shared/cycles/world.ts'
import { BrokerUnauthorizedError, BrokerUnreachableError } from '../shared/domain/errors.ts'
import type { ProviderCall } from '../shared/metrics/call-metrics.ts'
import type { MeterReport } from '../shared/metrics/meter-report.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import { type Secret, type Secrets, SecretsUnavailableError } from '../shared/ports/secrets.ts'
import { tradedInstruments } from '../shared/symbols/traded-instruments.ts'
import { LayeredCache } from './cache/layered-cache.ts'
import type { CloudServices } from './cloud-services.ts'
import { readCloudSettings } from './cloud-settings.ts'
import { brokerCalls, openEtrade } from './compose-broker.ts'
import { composeAdvisor } from './compose-catalysts.ts'
import { type Bot, composeTelegram, type TelegramOptions } from './compose-telegram.ts'
import { composeWorld } from './compose-world.ts'
import type { Environment } from './environment.ts'
import type { EtradePorts } from './etrade/etrade-ports.ts'
import { lazyEtradePorts } from './etrade/lazy-etrade-ports.ts'
import type { Consumer } from './etrade/oauth/signer.ts'
import { YahooClient } from './history/yahoo-client.ts'
import { YahooHistory } from './history/yahoo-history.ts'
import { HostConnection } from './http/host-connection.ts'
import { openedOnce } from './lazy/opened-once.ts'
import { CallTally } from './metrics/call-tally.ts'
import { Meter } from './metrics/meter.ts'
import { FINNHUB_ORIGIN, FinnhubClient } from './news/finnhub-client.ts'
import { FinnhubEarnings } from './news/finnhub-earnings.ts'
import { finnhubKey } from './news/finnhub-key.ts'
import { FinnhubNews } from './news/finnhub-news.ts'
import { EscalatingNotifier } from './notifier/escalating-notifier.ts'
import { LogNotifier } from './notifier/log-notifier.ts'
import { SeveralNotifiers } from './notifier/several-notifiers.ts'
import { LazyStore } from './store/lazy-store.ts'
import { MeteredStore } from './store/metered-store.ts'
import { readTelegramOwner } from './telegram-settings.ts'

const YAHOO_ORIGIN = 'https://query1.finance.yahoo.com'

/** The world, the bot where it has an owner, and what the API needs. */
export interface CloudWorld {
  readonly world: World
  readonly bot?: Bot
  /** Signs the sessions of the API. */
  sessionKey(): Promise<Secret | undefined>
  measured(): MeterReport
}

/** What the functions of the cloud work with. Throws `ConfigError` when the environment says something that can't be. */
export function cloudWorld(env: Environment, services: CloudServices): CloudWorld {
  const settings = readCloudSettings(env)
  const { projectId, config, liveAccount } = settings
  const { clock, log } = services
  const store = new MeteredStore(new LazyStore(() => services.openStore({ projectId, clock })))
  const providerCalls = new CallTally()
  const meter = new Meter()
  const count = (call: ProviderCall) => {
    meter.call(call)
    providerCalls.count(call)
    if (!call.ok) log.warn({ ...call }, `a call of ${call.provider} failed`)
  }
  const calls = brokerCalls({ config, clock, store, count })
  const onDown = (problem: string) => log.warn({}, problem)
  const cache = new LayeredCache({ clock, meter, shared: { store, onDown } })
  const connection = new HostConnection(YAHOO_ORIGIN)
  const yahoo = new YahooClient({ connection, origin: YAHOO_ORIGIN, onCall: count })
  const secretsOf = openedOnce(() => services.openSecrets({ projectId, store }))
  const etrade = lazyEtradePorts(async (): Promise<EtradePorts> => {
    const secrets = await secretsOf()
    const consumer = await readConsumer(secrets, settings.etrade.environment)
    return openEtrade({ ...settings.etrade, consumer, secrets }, clock, calls).ports
  })
  const finnhub = new FinnhubClient({
    connection: new HostConnection(FINNHUB_ORIGIN),
    key: async () => finnhubKey(await secretsOf()),
    onCall: count,
  })
  const advisor = composeAdvisor(env, { clock, secrets: secretsOf, count })
  const bot = botOf(env, { config, log, secrets: secretsOf, apiRoot: services.telegramApi })
  const world = composeWorld({
    config,
    clock,
    store,
    operations: store.startCount(),
    providerCalls,
    history: new YahooHistory({ client: yahoo, clock }),
    ...(config.news.provider === 'finnhub' && {
      news: new FinnhubNews(finnhub),
      earnings: new FinnhubEarnings(finnhub),
    }),
    ...(advisor && { advisor }),
    notifier: cloudNotifier({ bot, config, log, clock }),
    instruments: tradedInstruments,
    namedByOwner: false,
    liveAccount,
    etrade,
    calls,
    cache,
    onRecorderProblem: (problem) => log.warn({}, problem),
  })
  return {
    world,
    ...(bot && { bot }),
    sessionKey: openedOnce(async () => (await secretsOf()).read('session-signing-key')),
    measured: () => meter.report(),
  }
}

/** Without the ids of its owner there is no bot. */
function botOf(
  env: Environment,
  {
    apiRoot,
    ...parts
  }: Pick<TelegramOptions, 'config' | 'log' | 'secrets'> & { apiRoot: string | undefined },
): Bot | undefined {
  const owner = readTelegramOwner(env)
  const version = env['K_REVISION'] ?? 'not deployed'
  const dashboardUrl = env['OPENBELL_DASHBOARD_URL']
  return (
    owner &&
    composeTelegram({
      ...{ ...parts, owner, version },
      ...(dashboardUrl && { dashboardUrl }),
      ...(apiRoot && { apiRoot }),
    })
  )
}

/** Everything that is told is in the log too, where policies look for it. */
function cloudNotifier(parts: {
  readonly bot: Bot | undefined
  readonly config: Config
  readonly log: Log
  readonly clock: Clock
}): Notifier {
  const { bot, config, log, clock } = parts
  if (!bot) return new LogNotifier(log)
  const { criticalEscalationMinutes: afterMinutes } = config.telegram
  const telegram = new EscalatingNotifier({ notifier: bot.notifier, log, clock, afterMinutes })
  return new SeveralNotifiers([new LogNotifier(log), telegram])
}

async function readConsumer(secrets: Secrets, environment: string): Promise<Consumer> {
  const [key, secret] = await Promise.all([
    readNeeded(secrets, `etrade-${environment}-consumer-key`),
    readNeeded(secrets, `etrade-${environment}-consumer-secret`),
  ])
  return { key, secret }
}

/** Without its keys the broker can't be asked, which is what its ports say of every outage. */
async function readNeeded(secrets: Secrets, name: string): Promise<Secret> {
  const secret = await secrets.read(name).catch((error: unknown) => {
    if (!(error instanceof SecretsUnavailableError)) throw error
    throw new BrokerUnreachableError('every call', error.message, { cause: error })
  })
  if (secret) return secret
  throw new BrokerUnauthorizedError('every call', `secret ${name} is missing; store it in Secret Manager`)
}
