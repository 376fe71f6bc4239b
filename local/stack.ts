import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { composeLocal, type LocalWorld } from '../infra/compose-local.ts'
import type { Environment } from '../infra/environment.ts'
import { FileSecrets } from '../infra/secrets/file-secrets.ts'
import { rememberedSecret } from '../infra/secrets/remembered-secret.ts'
import { FirestoreStore } from '../infra/store/firestore-store.ts'
import { MeteredStore } from '../infra/store/metered-store.ts'
import { SqliteStore } from '../infra/store/sqlite-store.ts'
import type { Config } from '../shared/config/config.ts'
import type { AccountIdKey } from '../shared/domain/ids.ts'
import { moneyFromNumber } from '../shared/domain/money.ts'
import type { Clock } from '../shared/ports/clock.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { OperationsCount } from '../shared/ports/operations-count.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'
import { exchangeInstant } from '../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../shared/time/instant.ts'
import { VirtualClock } from '../shared/time/virtual-clock.ts'
import type { StaticFiles } from './dashboard/static-files.ts'
import { type FunctionHost, hostFunctions } from './function-host.ts'
import { assertFirestoreReachable } from './google-credentials.ts'
import type { MarketSource } from './market-source.ts'
import { newJournal, type RunJournal, readJournal } from './run-journal.ts'
import { Exchange } from './simulator/exchange/exchange.ts'
import type { RequestRecord } from './simulator/server/request-record.ts'
import { type RunningSimulator, startSimulator } from './simulator/simulator.ts'
import type { LocalBot } from './telegram-bot.ts'

/** The first day starts when the owner would sign in; later days have their whole schedule. */
const FIRST_MINUTE = 8 * 60

export interface StackOptions {
  readonly source: MarketSource
  readonly config: Config
  /** Where stores and secrets are kept; made when missing. */
  readonly folder: string
  /** Of the functions; 0 takes a free one. */
  readonly port: number
  readonly notifier: Notifier
  /** Through which the owner is heard. */
  readonly bot?: LocalBot
  readonly onBrokerRequest: (request: RequestRecord) => void
  /** Served beside the functions. */
  readonly dashboard?: StaticFiles
  /** Of backtests that the dashboard shows. */
  readonly reportsFolder?: string
  /** Names the model that is asked for plans. */
  readonly env?: Environment
  /** Keeps our books in this project's Firestore instead of a file; the simulated broker keeps its own in a file. */
  readonly firestoreProject?: string
}

/** The whole system on one machine and one virtual clock: simulated broker, functions, stores. */
export interface Stack {
  readonly source: MarketSource
  readonly config: Config
  readonly clock: VirtualClock
  readonly store: Store
  /** What the functions do with that store. */
  readonly operations: OperationsCount
  readonly simulator: RunningSimulator
  readonly local: LocalWorld
  readonly functions: FunctionHost
  /** Where the last run on this folder ended, or the beginning. */
  readonly journal: RunJournal
  close(): Promise<void>
}

/** Starts everything; whatever was opened is closed again when a later part can't start. */
export async function startStack(options: StackOptions): Promise<Stack> {
  const opened: (() => Promise<void> | void)[] = []
  const closeAll = async () => {
    for (const close of opened.splice(0).reverse()) await close()
  }
  try {
    return { ...(await open(options, opened)), close: closeAll }
  } catch (error) {
    await closeAll()
    throw error
  }
}

async function open(
  options: StackOptions,
  opened: (() => Promise<void> | void)[],
): Promise<Omit<Stack, 'close'>> {
  const { source, config, folder, port, notifier } = options
  const firstDate = source.dates[0] as ExchangeDate
  let composed: LocalWorld | undefined
  // The port comes first: when another program has it, nothing has been written yet.
  const functions = await hostFunctions(
    {
      world: () => ready(composed).world,
      metrics: () => ready(composed).metrics(),
      sessionKey: () => ready(composed).sessionKey(),
      telegram: () => options.bot?.parts(),
      ...(options.dashboard && { dashboard: options.dashboard }),
      ...(options.reportsFolder !== undefined && { reportsFolder: options.reportsFolder }),
    },
    port,
  )
  opened.push(() => functions.close())
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const clock = new VirtualClock(exchangeInstant(firstDate, FIRST_MINUTE))
  const store = await openStore(options, clock)
  opened.push(() => store.close())
  const simulatorStore = SqliteStore.open({ file: join(folder, 'simulator.sqlite'), clock })
  opened.push(() => simulatorStore.close())
  const metered = new MeteredStore(store)
  const journal = (await readJournal(store)) ?? newJournal(firstDate, clock.now())
  clock.moveTo(journal.now)

  const secrets = new FileSecrets(join(folder, 'secrets.json'))
  const consumer = await simulatorConsumer(secrets)
  const account = { accountIdKey: 'simulated-account', accountId: '000000001', kind: 'CASH' as const }
  // A run that was killed had waited within a call: the broker has seen later moments than the journal.
  clock.moveTo((await Exchange.settledTo(simulatorStore, account)) ?? clock.now())
  const simulator = await startSimulator({
    market: source.market,
    clock,
    store: simulatorStore,
    account: { ...account, startCash: moneyFromNumber(config.demo.startCashUsd) },
    consumer: { key: consumer.key.reveal(), secret: consumer.secret.reveal() },
    port: 0,
    onRequest: options.onBrokerRequest,
  })
  opened.push(() => simulator.close())
  const local = composeLocal({
    config,
    clock,
    store: metered,
    operations: metered.startCount(),
    secrets,
    history: source.history,
    ...(source.news && { news: source.news }),
    ...(source.earnings && { earnings: source.earnings }),
    notifier,
    env: options.env ?? {},
    instruments: source.instruments,
    namedByOwner: source.namedByOwner,
    simulator: { baseUrl: simulator.baseUrl, accountIdKey: account.accountIdKey as AccountIdKey, consumer },
  })
  opened.push(() => {
    composed = undefined
    local.close()
  })
  composed = local
  if (options.bot) {
    opened.push(() => options.bot?.close())
    await options.bot.listen(() => ready(composed).world)
  }
  const operations = metered.startCount()
  return { source, config, clock, store, operations, simulator, local, functions, journal }
}

async function openStore({ folder, firestoreProject }: StackOptions, clock: Clock): Promise<Store> {
  if (firestoreProject === undefined)
    return SqliteStore.open({ file: join(folder, 'openbell.sqlite'), clock })
  await assertFirestoreReachable(firestoreProject)
  return FirestoreStore.open({ projectId: firestoreProject, clock })
}

function ready(local: LocalWorld | undefined): LocalWorld {
  if (!local) throw new Error('called while the system is starting or stopping; call again once it is up')
  return local
}

/** The simulated broker's key pair is made once for each folder, so that its tokens outlive a restart. */
async function simulatorConsumer(
  secrets: Secrets,
): Promise<{ readonly key: Secret; readonly secret: Secret }> {
  return {
    key: await rememberedSecret(secrets, 'etrade-simulator-consumer-key'),
    secret: await rememberedSecret(secrets, 'etrade-simulator-consumer-secret'),
  }
}
