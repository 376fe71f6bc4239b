import { join, resolve } from 'node:path'
import { ConsoleNotifier } from '../../infra/notifier/console-notifier.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import { type MarketChoice, openMarketSource } from '../market-source.ts'
import { ownUniverse, runConfig, runMarket } from '../run-market.ts'
import { RunNarrator } from '../run-narrator.ts'

interface StartOptions extends MarketChoice {
  readonly days?: number
  readonly speed: number | 'max'
  readonly port: number
  readonly live: boolean
  readonly config?: string
  readonly store: string
  readonly json: boolean
}

/** `openbell start`: the whole system on this computer, going on where the last start ended. */
export async function start(options: StartOptions): Promise<void> {
  const config = runConfig(options)
  const source = openMarketSource({ ...options, ...ownUniverse(config, options.config) })
  const folder = resolve(options.store, `${source.slug}-${config.mode.toLowerCase()}`)
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const narrator = new RunNarrator(options.json ? () => undefined : print)
  narrator.begins(source, config)
  const journal = await runMarket({
    source,
    config,
    folder,
    port: options.port,
    speed: options.speed,
    ...(options.days !== undefined && { days: options.days }),
    notifier: options.json
      ? { deliver: async (alert) => void print(JSON.stringify({ alert })) }
      : new ConsoleNotifier(print),
    observer: narrator.observer((day, invariants) => {
      if (options.json) print(JSON.stringify({ day }))
      else narrator.sumsUp([day], invariants)
    }),
    ready: (functionsUrl, soFar) => narrator.listens(functionsUrl, join(folder, 'openbell.sqlite'), soFar),
  })
  narrator.ends(formatEt(journal.now, 'date-time'))
}
