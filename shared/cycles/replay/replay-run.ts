import type { DocumentPath, DocumentValue, Store, Write } from '../../ports/store.ts'
import type { RunOutcome } from '../open-tape.ts'
import type { KeptCall, RunTape } from '../recording/run-tape.ts'
import { STATE_PATH } from '../tick.ts'
import type { Job, Trigger } from '../trigger.ts'
import type { World } from '../world.ts'
import { putFirstReads, ReplayingStore } from './replaying-store.ts'
import { type ReplayBase, replayingWorld } from './replaying-world.ts'
import { type Pause, TapedAnswers } from './taped-answers.ts'

/** A run as it went this time. */
export interface ReplayedRun {
  readonly outcome: RunOutcome
  /** The trading state that it left. */
  readonly left: DocumentValue | undefined
  readonly written: ReadonlyMap<DocumentPath, DocumentValue>
  /** The first question that its tape has no answer to. */
  readonly unasked: string | undefined
}

/** Where a day is run again. */
export interface ReplayGround {
  readonly memory: Store
  readonly archive: Store
  readonly pause: Pause
  /** Moves the clock of the memory along. */
  readonly onClock: (answers: TapedAnswers) => void
}

/** Runs the production cycle of one tape on the answers that the tape holds. */
export async function replayRun(
  tape: RunTape,
  base: Omit<ReplayBase, 'store'>,
  ground: ReplayGround,
): Promise<ReplayedRun> {
  const { memory, archive } = ground
  const answers = new TapedAnswers(tape, ground.pause)
  ground.onClock(answers)
  const written = new Map<DocumentPath, DocumentValue>()
  const onWritten = (writes: readonly Write[]) => {
    for (const write of writes) if (write.kind !== 'delete') written.set(write.path, write.value)
  }
  const store = new ReplayingStore({ memory, archive, onWritten }, answers)
  await putFirstReads(memory, tape.calls as readonly KeptCall[])
  const inside = replayingWorld(tape, answers, { ...base, store })
  // Before it has the account a run looks at the clock and the store without being recorded.
  const clock = { now: () => tape.startedAt, sleep: async () => undefined }
  const world: World = { ...inside, clock, store: memory, recorder: { start: () => inside } }
  const outcome = await outcomeOf(world, tape.trigger)
  const left = (await memory.get(STATE_PATH))?.value
  return { outcome, left, written, unasked: answers.unasked }
}

/** As the frame of the run tells it. */
async function outcomeOf(world: World, trigger: Trigger): Promise<RunOutcome> {
  try {
    const { status, alertsWaiting: _, ...answer } = await runCycle(world, trigger)
    return { answer: status === 'done' ? answer : { status, ...answer } }
  } catch (error) {
    return { failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) }
  }
}

interface Ended {
  readonly status: string
  readonly alertsWaiting?: string
}

/** Each cycle is loaded when a tape of it is met. */
async function runCycle(world: World, trigger: Trigger): Promise<Ended> {
  const load: Readonly<
    Partial<Record<Job, () => Promise<(world: World, trigger: Trigger) => Promise<Ended>>>>
  > = {
    'signal-scan': async () => (await import('../scan.ts')).scan,
    'position-monitor': async () => (await import('../monitor.ts')).monitor,
    'token-renewal': async () => (await import('../renew.ts')).renew,
    'daily-report': async () => (await import('../daily-report.ts')).dailyReport,
    watchdog: async () => (await import('../watchdog.ts')).watchdog,
    'safe-mode-on': async () => (await import('../owner-safe-mode.ts')).enterSafeMode,
    'safe-mode-confirm': async () => (await import('../owner-safe-mode.ts')).confirmSafeMode,
  }
  const cycle = await load[trigger.job]?.()
  if (!cycle) throw new Error(`runs of ${trigger.job} are given, not replayed`)
  return cycle(world, trigger)
}
