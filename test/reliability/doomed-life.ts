import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as sleep } from 'node:timers/promises'
import { isResting, mayBeAtBroker, type OrderRecord } from '../../shared/orders/order-record.ts'
import { type TradingState, tradingStateSchema } from '../../shared/state/trading-state.ts'
import type { EpochMs } from '../../shared/time/instant.ts'
import type { CommandLine, Ended } from '../e2e/command-line.ts'
import { keptDocuments } from '../e2e/kept-documents.ts'
import type { KillAim } from './kill-aim.ts'
import type { LiveRun } from './live-run.ts'

/** One kill: when it was on the clock of the run, and what it has torn apart. */
export interface Kill {
  readonly at: EpochMs
  readonly met: Met
}

type Met =
  | 'order at the broker, answer not written'
  | 'order marked, not at the broker'
  | 'decision not sent'
  | 'order at work'
  | 'position without its stop'
  | 'position with its stop'
  | 'nothing held'

const LOOK_EVERY_MS = 1

/** Starts the run and kills it at the aim, with nothing but the signal; no kill when it ends before. */
export async function liveUntilKilled(
  run: LiveRun,
  aim: KillAim,
  started: (life: CommandLine) => void = () => {},
): Promise<{ readonly ended: Ended; readonly kill?: Kill }> {
  const life = run.start()
  started(life)
  const ended = life.ended.then(() => true)
  const window = new Window(run.folder)
  try {
    const reached = await Promise.race([ended.then(() => false), reach(aim, window, ended)])
    if (reached) life.send('SIGKILL')
  } finally {
    window.close()
  }
  const how = await life.ended
  run.heard(how)
  return how.signal === 'SIGKILL' ? { ended: how, kill: whatItMet(run) } : { ended: how }
}

async function reach(aim: KillAim, window: Window, ended: Promise<unknown>): Promise<boolean> {
  let over = false
  void ended.then(() => (over = true))
  const goal = window.done + aim.calls
  while (!over && aim.at !== 'start' && window.done < goal) await sleep(LOOK_EVERY_MS)
  while (!over && aim.at === 'order' && !window.orderUnderWay()) await sleep(LOOK_EVERY_MS)
  await sleep(aim.afterMs)
  return !over
}

/** Looks into the store of a run that goes on. */
class Window {
  readonly #file: string
  #database: DatabaseSync | undefined

  constructor(folder: string) {
    this.#file = join(folder, 'openbell.sqlite')
  }

  /** Calls of the schedule since the first day began, give or take a day's. */
  get done(): number {
    const journal = this.#read('local/run')
    return journal === undefined ? 0 : journal.done + journal.finishedDates.length * CALLS_A_DAY
  }

  orderUnderWay(): boolean {
    const orders: readonly OrderRecord[] = Object.values(this.#read('engine/state')?.orders ?? {})
    return orders.some((order) => !(order.purpose.kind === 'stop' && isResting(order)))
  }

  close(): void {
    this.#database?.close()
  }

  #read(path: string): ReturnType<typeof JSON.parse> {
    if (!this.#database && existsSync(this.#file))
      this.#database = new DatabaseSync(this.#file, { readOnly: true, timeout: 1_000 })
    try {
      const row = this.#database?.prepare('SELECT json FROM documents WHERE path = ?').get(path)
      return row && JSON.parse(String(row['json']))
    } catch {
      // The file is there before its table is, and a start that recovers it holds it for a moment.
      return undefined
    }
  }
}

/** More than any day has, so that a later day always counts more. */
const CALLS_A_DAY = 1_000

function whatItMet({ folder }: LiveRun): Kill {
  const engine = keptDocuments(folder, 'engine')['engine/state']
  const at = keptDocuments(folder, 'local')['local/run']?.now ?? 0
  return { at, met: engine === undefined ? 'nothing held' : metBy(tradingStateSchema.parse(engine), folder) }
}

function metBy({ orders, positions }: TradingState, folder: string): Met {
  const all = Object.values(orders)
  const unanswered = all.filter((order) => mayBeAtBroker(order) && order.orderId === undefined)
  if (unanswered.length > 0) {
    const theirs = Object.values(keptDocuments(folder, 'simulator-orders', 'simulator'))
    const accepted = new Set(theirs.map(({ order }) => order.clientOrderId))
    return unanswered.some(({ clientOrderId }) => accepted.has(clientOrderId))
      ? 'order at the broker, answer not written'
      : 'order marked, not at the broker'
  }
  if (all.some((order) => !mayBeAtBroker(order))) return 'decision not sent'
  if (all.some((order) => !(order.purpose.kind === 'stop' && isResting(order)))) return 'order at work'
  const held = Object.values(positions)
  if (held.some(({ cover }) => cover.nakedSince !== undefined)) return 'position without its stop'
  return held.length > 0 ? 'position with its stop' : 'nothing held'
}
