import type { Job } from '../shared/cycles/trigger.ts'
import type { World } from '../shared/cycles/world.ts'
import { BrokerUnauthorizedError, BrokerUnreachableError } from '../shared/domain/errors.ts'
import type { ProviderCall } from '../shared/metrics/call-metrics.ts'
import type { CallerCheck } from '../shared/ports/caller-check.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import { type Secret, type Secrets, SecretsUnavailableError } from '../shared/ports/secrets.ts'
import type { Stopwatch } from '../shared/ports/stopwatch.ts'
import type { Store } from '../shared/ports/store.ts'
import { tradedInstruments } from '../shared/symbols/traded-instruments.ts'
import { LayeredCache } from './cache/layered-cache.ts'
import { admitEveryCaller } from './callers/admit-every-caller.ts'
import { startMachineStopwatch } from './clock/machine-stopwatch.ts'
import { SystemClock } from './clock/system-clock.ts'
import {
  type CloudSettings,
  type Environment,
  readCallerSettings,
  readCloudSettings,
} from './cloud-settings.ts'
import { brokerCalls, openEtrade } from './compose-broker.ts'
import { composeWorld } from './compose-world.ts'
import type { EtradePorts } from './etrade/etrade-ports.ts'
import { lazyEtradePorts } from './etrade/lazy-etrade-ports.ts'
import type { Consumer } from './etrade/oauth/signer.ts'
import { OidcCallerCheck } from './google/oidc-caller-check.ts'
import { YahooClient } from './history/yahoo-client.ts'
import { YahooHistory } from './history/yahoo-history.ts'
import { HostConnection } from './http/host-connection.ts'
import { StructuredLog } from './log/structured-log.ts'
import { Meter } from './metrics/meter.ts'
import { LogNotifier } from './notifier/log-notifier.ts'
import { SecretManagerSecrets } from './secrets/secret-manager-secrets.ts'
import { FirestoreStore } from './store/firestore-store.ts'
import { LazyStore } from './store/lazy-store.ts'

/** The services of the cloud; another one takes their place where they can't be reached. */
export interface CloudServices {
  readonly clock: Clock
  readonly log: Log
  openStore(at: { readonly projectId: string; readonly clock: Clock }): Promise<Store>
  openSecrets(at: { readonly projectId: string; readonly store: Store }): Promise<Secrets>
}

export interface CloudParts {
  /** Composed by the first call, the same from then on. */
  compose(): World
  readonly log: Log
  callerCheck(job: Job): CallerCheck
  startStopwatch(): Stopwatch
}

const YAHOO_ORIGIN = 'https://query1.finance.yahoo.com'

function googleCloud(env: Environment): CloudServices {
  const projectId = env['GOOGLE_CLOUD_PROJECT']
  return {
    clock: new SystemClock(),
    log: new StructuredLog(projectId === undefined ? {} : { projectId }),
    openStore: (at) => FirestoreStore.open(at),
    openSecrets: (at) => SecretManagerSecrets.open(at),
  }
}

/**
 * What stands behind the functions in the cloud. Nothing is read and no client is loaded before a run needs it: a tick
 * outside the session costs the time of its request.
 */
export function composeCloud(env: Environment, services = googleCloud(env)): CloudParts {
  const { log, clock } = services
  const checks = new Map<Job, CallerCheck>()
  let world: World | undefined
  return {
    log,
    startStopwatch: startMachineStopwatch,
    compose: () => {
      world ??= cloudWorld(readCloudSettings(env), services)
      return world
    },
    callerCheck: (job) => {
      const check = checks.get(job) ?? checkOf(job, env, clock)
      checks.set(job, check)
      return check
    },
  }
}

function checkOf(job: Job, env: Environment, clock: Clock): CallerCheck {
  const settings = readCallerSettings(env)
  if (settings.callers === 'anyone') return admitEveryCaller
  const { functionsUrl, ...rules } = settings
  return new OidcCallerCheck({ ...rules, audience: `${functionsUrl}/${job}`, clock })
}

function cloudWorld(settings: CloudSettings, services: CloudServices): World {
  const { projectId, config, liveAccount } = settings
  const { clock, log } = services
  const store = new LazyStore(() => services.openStore({ projectId, clock }))
  const count = (call: ProviderCall) => {
    if (!call.ok) log.warn({ ...call }, `a call of ${call.provider} failed`)
  }
  const calls = brokerCalls({ config, clock, store, count })
  const onDown = (problem: string) => log.warn({}, problem)
  const cache = new LayeredCache({ clock, meter: new Meter(), shared: { store, onDown } })
  const connection = new HostConnection(YAHOO_ORIGIN)
  const yahoo = new YahooClient({ connection, origin: YAHOO_ORIGIN, onCall: count })
  const etrade = lazyEtradePorts(async (): Promise<EtradePorts> => {
    const secrets = await services.openSecrets({ projectId, store })
    const consumer = await readConsumer(secrets, settings.etrade.environment)
    return openEtrade({ ...settings.etrade, consumer, secrets }, clock, calls).ports
  })
  return composeWorld({
    config,
    clock,
    store,
    history: new YahooHistory({ client: yahoo, clock }),
    notifier: new LogNotifier(log),
    instruments: tradedInstruments,
    namedByOwner: false,
    liveAccount,
    etrade,
    calls,
    cache,
  })
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
