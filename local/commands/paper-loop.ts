import { costModelSchema } from '../../shared/backtest/costs/cost-model.ts'
import { type PaperLoopResult, runPaperLoop } from '../../shared/paper-loop/paper-loop.ts'
import { paperLoopReport } from '../../shared/paper-loop/report/paper-loop-report.ts'
import { addDays } from '../../shared/time/exchange-time.ts'
import { loopDates } from '../paper-loop/loop-dates.ts'
import { type LoopMarket, openLoopMarket } from '../paper-loop/loop-market.ts'
import { LoopProgress } from '../paper-loop/loop-progress.ts'
import { loopText } from '../paper-loop/loop-text.ts'
import { writeWholeFile } from '../write-whole-file.ts'

const DEFAULT_SEED = 13
/** So far around the days that are played a proposal looks for events. */
const [EVENT_DAYS_BEFORE, EVENT_DAYS_AFTER] = [7, 30]

interface PaperLoopOptions {
  readonly data?: string
  readonly symbols?: readonly string[]
  readonly from?: string
  readonly to?: string
  readonly seed?: number
  readonly html?: string
  readonly json: boolean
}

/** `openbell paper-loop`: what the bandit learns from paper trades on past days; ends with 1 when it learned nothing at all. */
export async function paperLoop(options: PaperLoopOptions): Promise<void> {
  const market = await openLoopMarket(options)
  const result = await played(market, options)
  const { label, notes } = market
  if (options.html !== undefined)
    writeWholeFile('--html', options.html, paperLoopReport(result, { label, notes }))
  const text = options.json ? JSON.stringify({ label, notes, ...result }) : loopText(result, market)
  process.stdout.write(`${text}\n`)
  if (!options.json && options.html !== undefined)
    process.stdout.write(`The report with charts: ${options.html}\n`)
  if (result.players.bandit.learned === 0) process.exitCode = 1
}

async function played(market: LoopMarket, options: PaperLoopOptions): Promise<PaperLoopResult> {
  const { from, to } = loopDates(market.symbols, options)
  const around = { from: addDays(from, -EVENT_DAYS_BEFORE), to: addDays(to, EVENT_DAYS_AFTER) }
  const events = await market.events(around)
  const progress = new LoopProgress(process.stderr)
  try {
    return runPaperLoop({
      ...{ symbols: market.symbols, events, from, to },
      seed: options.seed ?? DEFAULT_SEED,
      costs: costModelSchema.parse({}),
      onProgress: (stand) => progress.tell(stand),
    })
  } finally {
    progress.end()
  }
}
