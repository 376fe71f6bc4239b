import type { EtradeAccount } from '../infra/etrade/accounts.ts'
import type { Config } from '../shared/config/config.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import { type EpochMs, MINUTE_MS } from '../shared/time/instant.ts'
import { packageVersion } from './commands/version.ts'
import type { DaySummary } from './day-summary.ts'
import type { MarketSource } from './market-source.ts'
import type { RunJournal } from './run-journal.ts'
import type { FunctionAnswer, RunObserver } from './runner.ts'
import { summaryLines } from './summary-table.ts'

/** One line for so many minutes of uneventful scanning, so that alerts stand out. */
const QUIET_MINUTES = 30

/** Tells a person at a terminal how a run goes, in as few lines as that takes. */
export class RunNarrator {
  readonly #print: (line: string) => void

  constructor(print: (line: string) => void) {
    this.#print = print
  }

  begins(source: MarketSource, config: Config): void {
    const orders = config.mode === 'LIVE' ? 'LIVE on the simulated broker' : 'DEMO, fills are simulated'
    this.#print(`Openbell ${packageVersion()}: ${orders}; ${source.label}`)
    if (source.unlisted.length > 0) {
      this.#print(`Not in the registry, taken as plain shares: ${source.unlisted.join(', ')}`)
    }
  }

  listens(
    { functionsUrl, signInUrl }: { readonly functionsUrl: string; readonly signInUrl: string },
    store: string,
    journal: RunJournal,
  ): void {
    this.#print(`Dashboard   ${signInUrl}   signs you in, once; a new one: npm run openbell dashboard`)
    this.#print(`Functions   ${functionsUrl}   try: curl -X POST ${functionsUrl}/signal-scan`)
    this.#print(
      `Store       ${store}${journal.done > 0 ? `, going on from ${formatEt(journal.now, 'date-time')} ET` : ''}`,
    )
    this.#print('Ctrl-C stops; the next start goes on from there.')
  }

  observer(dayEnded: NonNullable<RunObserver['dayEnded']>): RunObserver {
    return {
      dayStarted: (date) => this.#print(`\n${date}`),
      signedIn: (at, accounts) => this.#print(`${formatEt(at, 'time')}   ${signInWords(accounts)}`),
      answered: (job, at, answer) => this.#answered(job, at, answer),
      dayEnded,
    }
  }

  sumsUp(days: readonly DaySummary[], invariants: RunJournal['invariants']): void {
    for (const day of days) this.#print(['', ...summaryLines(day, invariants)].join('\n'))
  }

  ends(at: string): void {
    this.#print(`Stopped at ${at} ET. Everything is kept; start again to go on.`)
  }

  #answered(job: string, at: EpochMs, answer: FunctionAnswer): void {
    if (answer.status === 'failed' || answer.status === 'busy') {
      this.#print(
        `${formatEt(at, 'time')} ! ${job} ${answer.status}: ${answer.problem ?? 'another run holds the account'}`,
      )
    } else if (job === 'signal-scan' && answer.status === 'done' && isQuietMark(at)) {
      this.#print(`${formatEt(at, 'time')}   scan: ${scanWords(answer)}`)
    }
  }
}

function signInWords(accounts: readonly EtradeAccount[]): string {
  const names = accounts.map(({ accountId, kind }) => `account ${accountId} (${kind})`)
  return `the simulated owner signed in at the broker, ${names.join(', ')}`
}

function isQuietMark(at: EpochMs): boolean {
  return Math.floor(at / MINUTE_MS) % QUIET_MINUTES === 0
}

function scanWords({ quotes, best, entries, notJudged }: FunctionAnswer): string {
  const [first] = (best ?? []) as { symbol: string; score: number; refusals: string[] }[]
  if (!first) return `${String(quotes)} quotes, no symbol could be judged (${unusableWords(notJudged)})`
  const decided = (entries ?? []) as { symbol: string; reason?: string }[]
  const reason = first.refusals[0] ?? decided.find(({ symbol }) => symbol === first.symbol)?.reason
  const obstacle = reason === undefined ? '' : `, kept out by ${reason}`
  return `${String(quotes)} quotes, best ${first.symbol} ${first.score.toFixed(2)}${obstacle}`
}

function unusableWords(notJudged: unknown): string {
  const counts = Object.entries((notJudged ?? {}) as Record<string, number>)
  return counts.map(([code, count]) => `${count} ${code}`).join(', ') || 'no quotes'
}
