import { resolve } from 'node:path'
import { SystemClock } from '../../infra/clock/system-clock.ts'
import { BarFolder } from '../../infra/history/bar-folder.ts'
import { YAHOO_ORIGIN, YahooClient } from '../../infra/history/yahoo-client.ts'
import { YahooDownload } from '../../infra/history/yahoo-download.ts'
import { HostConnection } from '../../infra/http/host-connection.ts'
import { type Ticker, ticker } from '../../shared/domain/ids.ts'
import type { Clock } from '../../shared/ports/clock.ts'
import { checkFolder } from '../data/check/check-folder.ts'
import { checkLines } from '../data/check/check-report.ts'
import { isFault } from '../data/check/data-finding.ts'
import { download } from '../data/download.ts'
import { readRange } from '../data/download-range.ts'
import { downloadLines, progressLine } from '../data/download-report.ts'
import { importBars } from '../data/import/import-bars.ts'
import { importLines } from '../data/import/import-report.ts'
import type { Label, LayoutName } from '../data/import/layout.ts'
import type { Zone } from '../data/import/stamp.ts'
import { UsageError } from '../failure.ts'

/** Progress of a check is told this often. */
const STEPS = 10

export interface DownloadOptions {
  readonly symbols: readonly string[]
  readonly to: string
  readonly interval: 'minute' | 'day'
  readonly from?: string
  readonly until?: string
  readonly replace: boolean
  readonly json: boolean
}

/** What a download reaches the outside with; a test hands over its own. */
export interface DownloadWorld {
  readonly clock: Clock
  readonly random: () => number
  /** Where the chart endpoint is, when not at Yahoo. */
  readonly origin?: string
}

/** `openbell data download`: bars from Yahoo into a folder for `--data`. Answers the exit code. */
export async function dataDownload(
  options: DownloadOptions,
  world: DownloadWorld = { clock: new SystemClock(), random: Math.random },
): Promise<0 | 1> {
  const range = readRange(options, world.clock.now())
  const symbols = options.symbols.map(readSymbol)
  const origin = world.origin ?? YAHOO_ORIGIN
  const connection = new HostConnection(origin)
  const client = new YahooClient({ connection, origin })
  const stop = stopOnSignal()
  try {
    const done = await download(
      { symbols, interval: options.interval, range, replace: options.replace },
      {
        source: new YahooDownload({ client, clock: world.clock, random: world.random }),
        folder: new BarFolder(resolve(options.to)),
        tell: (outcome, count) => process.stderr.write(`${progressLine(outcome, count, symbols.length)}\n`),
        isStopped: stop.isStopped,
      },
    )
    const answer = { range, interval: options.interval, stopped: stop.isStopped(), symbols: done }
    print(options.json, answer, downloadLines(answer))
    return stop.isStopped() || done.some(({ problem }) => problem !== undefined) ? 1 : 0
  } finally {
    stop.end()
    connection.close()
  }
}

/** The first Ctrl-C ends the download after the request under way; a second one ends the process at once. */
function stopOnSignal() {
  let stopped = false
  const stop = () => {
    stopped = true
    process.stderr.write('stopping after the request under way; what was written stays\n')
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  return {
    isStopped: () => stopped,
    end: () => {
      process.off('SIGINT', stop).off('SIGTERM', stop)
    },
  }
}

/** `openbell data import`: files of other programs into a folder for `--data`. */
export function dataImport(
  files: readonly string[],
  options: {
    readonly to: string
    readonly symbol?: string
    readonly layout: LayoutName | 'auto'
    readonly timezone?: Zone
    readonly label?: Label
    readonly interval?: 'minute' | 'day'
    readonly replace: boolean
    readonly json: boolean
  },
): void {
  const { layout, symbol, timezone, label, interval, replace } = options
  const summary = importBars(
    files,
    {
      layout,
      ...(symbol !== undefined && { symbol: readSymbol(symbol) }),
      ...(timezone !== undefined && { zone: timezone }),
      ...(label !== undefined && { label }),
      ...(interval !== undefined && { interval }),
    },
    { folder: new BarFolder(resolve(options.to)), replace },
  )
  print(options.json, summary, importLines(summary))
}

/** `openbell data check`: everything that is wrong with a folder for `--data`. Answers the exit code. */
export function dataCheck(
  folder: string,
  options: { readonly symbols?: readonly string[]; readonly json: boolean },
  clock: Clock = new SystemClock(),
): 0 | 1 {
  const check = checkFolder(resolve(folder), {
    ...(options.symbols && { symbols: options.symbols.map(readSymbol) }),
    now: clock.now(),
    tell: tellProgress,
  })
  print(options.json, check, checkLines(check))
  return check.findings.some(isFault) ? 1 : 0
}

/** On standard error, so that the answer stays alone on standard output. */
function tellProgress(done: number, all: number): void {
  const step = (count: number) => Math.floor((count * STEPS) / all)
  if (step(done) > step(done - 1)) process.stderr.write(`files read: ${done} of ${all}\n`)
}

function print(json: boolean, answer: unknown, lines: readonly string[]): void {
  process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `${lines.join('\n')}\n`)
}

function readSymbol(text: string): Ticker {
  try {
    return ticker(text.trim().toUpperCase().replace('-', '.'))
  } catch (cause) {
    throw new UsageError((cause as Error).message, { cause })
  }
}
