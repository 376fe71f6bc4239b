import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ConsoleNotifier } from '../../infra/notifier/console-notifier.ts'
import type { DaySummary } from '../day-summary.ts'
import { demoSummary } from '../demo-summary.ts'
import { type MarketChoice, openMarketSource } from '../market-source.ts'
import { CollectingNotifier, ownUniverse, runConfig, runMarket } from '../run-market.ts'
import { RunNarrator } from '../run-narrator.ts'

interface DemoOptions extends MarketChoice {
  readonly days: number
  readonly speed: number | 'max'
  readonly live: boolean
  readonly config?: string
  readonly store?: string
  readonly firestore?: string
  readonly json: boolean
}

/** `openbell demo`: whole market days through the whole stack, then what they came to. */
export async function demo(options: DemoOptions): Promise<void> {
  const config = runConfig(options)
  const source = openMarketSource({ ...options, ...ownUniverse(config, options.config) })
  const folder = options.store ?? mkdtempSync(join(tmpdir(), 'openbell-demo-'))
  const print = (line: string) => (options.json ? undefined : process.stdout.write(`${line}\n`))
  const narrator = new RunNarrator(print)
  const notifier = new CollectingNotifier(new ConsoleNotifier(print))
  const days: DaySummary[] = []
  try {
    narrator.begins(source, config)
    const observer = narrator.observer((day) => days.push(day))
    const { days: count, speed } = options
    const journal = await runMarket({
      source,
      config,
      folder,
      port: 0,
      notifier,
      speed,
      days: count,
      observer,
      ...(options.firestore !== undefined && { firestoreProject: options.firestore }),
    })
    const summary = demoSummary(days, notifier.alerts, journal.invariants)
    if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`)
    else narrator.sumsUp(days, journal.invariants)
    const failed = days.some((day) => day.failed > 0)
    if (failed || summary.invariants.violated > 0 || days.length < count) process.exitCode = 1
  } finally {
    if (options.store === undefined) rmSync(folder, { recursive: true, force: true })
  }
}
