import { parentPort, workerData } from 'node:worker_threads'
import { trialRecord } from '../../shared/backtest/sweep/trial-record.ts'
import { parseExchangeDate } from '../../shared/time/exchange-time.ts'
import { failure } from '../failure.ts'
import type { Engine, OpenedEngine } from './engine.ts'
import type { ThreadAnswer, ThreadSetup, ThreadTask } from './thread-messages.ts'

/** One thread of a `TrialCrew`: the market is opened once, then a run comes in and what is kept of it goes out. */
const { engine, market }: ThreadSetup = workerData

const opened = await open()
if (opened) {
  parentPort?.on('message', async (task: ThreadTask) => tell(await answer(opened, task)))
  tell({ kind: 'opened', dates: opened.dates })
}

async function open(): Promise<OpenedEngine | undefined> {
  try {
    const { openBacktest }: Engine = await import(engine)
    return openBacktest(market)
  } catch (error) {
    tell({ kind: 'refused', ...failure(error) })
    return undefined
  }
}

/** An error of one run says nothing about the others: it is passed on and kept beside them. */
async function answer(backtest: OpenedEngine, { run, trials }: ThreadTask): Promise<ThreadAnswer> {
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

function tell(message: ThreadAnswer): void {
  parentPort?.postMessage(message)
}
