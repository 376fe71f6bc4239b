import { join, resolve } from 'node:path'
import { ConsoleNotifier } from '../../infra/notifier/console-notifier.ts'
import { SeveralNotifiers } from '../../infra/notifier/several-notifiers.ts'
import type { Notice, Notifier } from '../../shared/ports/notifier.ts'
import { formatEt } from '../../shared/time/exchange-time.ts'
import { buildDashboard, DASHBOARD_FOLDER } from '../dashboard/build-dashboard.ts'
import { hostingHeaders, StaticFiles } from '../dashboard/static-files.ts'
import { type MarketChoice, openMarketSource } from '../market-source.ts'
import { ownUniverse, runConfig, runMarket } from '../run-market.ts'
import { RunNarrator } from '../run-narrator.ts'
import { LocalBot } from '../telegram-bot.ts'

const FIREBASE_FILE = resolve(import.meta.dirname, '../../firebase.json')

interface StartOptions extends MarketChoice {
  readonly days?: number
  readonly speed: number | 'max'
  readonly port: number
  readonly live: boolean
  readonly config?: string
  readonly store: string
  readonly secrets: string
  readonly json: boolean
}

/** `openbell start`: the whole system on this computer, going on where the last start ended. */
export async function start(options: StartOptions): Promise<void> {
  const config = runConfig(options)
  const source = openMarketSource({ ...options, ...ownUniverse(config, options.config) })
  const folder = resolve(options.store, `${source.slug}-${config.mode.toLowerCase()}`)
  const print = (line: string) => process.stdout.write(`${line}\n`)
  const narrator = new RunNarrator(options.json ? () => undefined : print)
  const warn = (line: string) => process.stderr.write(`${line}\n`)
  await buildDashboard(options.json ? () => undefined : print)
  narrator.begins(source, config)
  const bot = await LocalBot.open({ env: process.env, config, secretsFile: options.secrets, warn })
  const journal = await runMarket({
    source,
    config,
    folder,
    port: options.port,
    speed: options.speed,
    ...(options.days !== undefined && { days: options.days }),
    ...(bot && { bot }),
    notifier: withBot(bot, options.json ? new JsonNotifier(print) : new ConsoleNotifier(print)),
    observer: narrator.observer((day, invariants) => {
      if (options.json) print(JSON.stringify({ day }))
      else narrator.sumsUp([day], invariants)
    }),
    env: process.env,
    dashboard: new StaticFiles({ folder: DASHBOARD_FOLDER, headers: hostingHeaders(FIREBASE_FILE) }),
    ready: (addresses, soFar) => narrator.listens(addresses, join(folder, 'openbell.sqlite'), soFar),
  })
  narrator.ends(formatEt(journal.now, 'date-time'))
}

/** Alerts as lines of JSON. */
class JsonNotifier implements Notifier {
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  async deliver({ alerts }: Notice): Promise<void> {
    for (const alert of alerts) this.#print(JSON.stringify({ alert }))
  }
}

/** What is told on the console is told through the bot first, so that a message that did not get there is told again. */
function withBot(bot: LocalBot | undefined, console: Notifier): Notifier {
  return bot ? new SeveralNotifiers([bot.notifier, console]) : console
}
