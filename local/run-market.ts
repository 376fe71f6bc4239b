import { freshId } from '../functions/api/session-token.ts'
import { SystemClock } from '../infra/clock/system-clock.ts'
import type { Environment } from '../infra/environment.ts'
import type { Alert } from '../shared/alerts/alert.ts'
import { type Config, parseConfig } from '../shared/config/config.ts'
import { signInUrl } from '../shared/cycles/commands/dashboard-link.ts'
import { offerSignIn } from '../shared/cycles/sessions/sign-in-link.ts'
import type { Notice, Notifier } from '../shared/ports/notifier.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { readConfigFile } from './config-file.ts'
import type { StaticFiles } from './dashboard/static-files.ts'
import type { MarketSource } from './market-source.ts'
import type { RunJournal } from './run-journal.ts'
import { BrokerMeter, Runner, type RunOptions } from './runner.ts'
import { type Stack, startStack } from './stack.ts'
import type { LocalBot } from './telegram-bot.ts'
import { configuredUniverse } from './universe-file.ts'

/** A run of the whole system on one market, from opening the stores to closing them. */
export interface MarketRun extends RunOptions {
  readonly source: MarketSource
  readonly config: Config
  readonly folder: string
  readonly port: number
  readonly notifier: Notifier
  readonly bot?: LocalBot
  readonly firestoreProject?: string
  /** Served beside the functions. */
  readonly dashboard?: StaticFiles
  /** Names the model that is asked for plans. */
  readonly env?: Environment
  /** Told once everything listens, before the first call; the link signs in to the dashboard, once. */
  ready?(at: { readonly functionsUrl: string; readonly signInUrl: string }, journal: RunJournal): void
}

/** Runs until the days are done or the process is asked to stop; Ctrl-C ends it after the call under way. */
export async function runMarket(run: MarketRun): Promise<RunJournal> {
  const meter = new BrokerMeter()
  const stack = await startStack({ ...run, onBrokerRequest: meter.count })
  const runner = new Runner(stack, meter, run)
  const stop = () => runner.stop()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    if (run.ready) run.ready(await addressesOf(stack), stack.journal)
    return await runner.run()
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await stack.close()
  }
}

async function addressesOf({ functions, local }: Stack) {
  // Made before anybody signs in, so that `openbell dashboard` finds it in the folder.
  await local.sessionKey()
  const token = freshId()
  await offerSignIn(local.world, { token, at: new SystemClock().now() })
  return { functionsUrl: functions.baseUrl, signInUrl: signInUrl(functions.baseUrl, token) }
}

/** The configuration of a run on the simulator; `--live` sends its orders there. */
export function runConfig(options: { readonly config?: string; readonly live: boolean }): Config {
  const config = readConfigFile(options.config)
  return options.live ? parseConfig({ ...config, mode: 'LIVE' }) : config
}

/** The registry rows that a run trades by, where the configuration brings its own. */
export function ownUniverse(
  config: Config,
  configFile: string | undefined,
): { readonly universe?: readonly Instrument[] } {
  const universe = configuredUniverse(config, configFile)
  return universe ? { universe } : {}
}

/** A notifier that also keeps what it delivered, for a summary. */
export class CollectingNotifier implements Notifier {
  readonly alerts: Alert[] = []
  readonly #inner: Notifier | undefined

  constructor(inner?: Notifier) {
    this.#inner = inner
  }

  async deliver(notice: Notice): Promise<void> {
    await this.#inner?.deliver(notice)
    this.alerts.push(...notice.alerts)
  }
}
