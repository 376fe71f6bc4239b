import { trialRecord } from '../../shared/backtest/sweep/trial-record.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { failure } from '../failure.ts'
import type { Engine, OpenedEngine } from './engine.ts'
import type { ProcessAnswer, ProcessSetup, ProcessTask } from './process-messages.ts'

/**
 * One process of a `TrialCrew`: the market is opened once, then a run comes in and what is kept of it goes out. Processes
 * and not threads: threads of one process get in each other's way at the memory.
 */
process.once('message', async (setup: ProcessSetup) => {
  const opened = await open(setup)
  if (!opened) return
  process.on('message', async (task: ProcessTask) => tell(await answer(opened, task)))
  tell({ kind: 'opened', dates: opened.dates })
})
// Ctrl-C reaches every process of the terminal; the one that asked decides what is ended.
process.on('SIGINT', () => undefined)
process.on('disconnect', () => process.exit())

async function open({ engine, market }: ProcessSetup): Promise<OpenedEngine | undefined> {
  try {
    const { openBacktest }: Engine = await import(engine)
    return openBacktest(market)
  } catch (error) {
    tell({ kind: 'refused', ...failure(error) })
    return undefined
  }
}

/** An error of one run says nothing about the others: it is passed on and kept beside them. */
async function answer(backtest: OpenedEngine, { run, trials }: ProcessTask): Promise<ProcessAnswer> {
  try {
    const result = await backtest.run({
      settings: run.settings,
      from: parseExchangeDate(run.window.from),
      to: parseExchangeDate(run.window.to),
      trials,
      onProgress: progressTeller(),
    })
    return { kind: 'ended', line: trialRecord(run, result) }
  } catch (error) {
    return { kind: 'ended', line: { ...run, failure: failure(error).message } }
  }
}

/** Told in whole percent, as a message for each session would cost more than it shows. */
function progressTeller() {
  let toldPct = 0
  return ({ sessionsDone, sessions }: { readonly sessionsDone: number; readonly sessions: number }) => {
    const pct = Math.floor((100 * sessionsDone) / sessions)
    if (pct > toldPct) tell({ kind: 'progress', share: pct / 100 })
    toldPct = pct
  }
}

function tell(message: ProcessAnswer): void {
  process.send?.(message)
}
