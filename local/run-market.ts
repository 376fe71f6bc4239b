import type { Alert } from '../shared/alerts/alert.ts'
import { type Config, parseConfig } from '../shared/config/config.ts'
import type { Notice, Notifier } from '../shared/ports/notifier.ts'
import type { Instrument } from '../shared/symbols/instrument.ts'
import { readConfigFile } from './config-file.ts'
import type { MarketSource } from './market-source.ts'
import type { RunJournal } from './run-journal.ts'
import { BrokerMeter, Runner, type RunOptions } from './runner.ts'
import { startStack } from './stack.ts'
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
  /** Told once everything listens, before the first call. */
  ready?(functionsUrl: string, journal: RunJournal): void
}

/** Runs until the days are done or the process is asked to stop; Ctrl-C ends it after the call under way. */
export async function runMarket(run: MarketRun): Promise<RunJournal> {
  const meter = new BrokerMeter()
  const stack = await startStack({ ...run, onBrokerRequest: meter.count })
  const runner = new Runner(stack, meter, run)
  const stop = () => runner.stop()
  process.on('SIGINT', stop).on('SIGTERM', stop)
  try {
    run.ready?.(stack.functions.baseUrl, stack.journal)
    return await runner.run()
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop)
    await stack.close()
  }
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
