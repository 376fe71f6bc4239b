import { z } from 'zod'
import type { DailyBar } from '../domain/bar.ts'
import type { MinuteSession } from '../ports/history.ts'
import type { DocumentPath, DocumentValue } from '../ports/store.ts'
import { planSymbol, readyPlan, type SymbolPlan, symbolPlanSchema } from '../signals/symbol-plan.ts'
import { type SymbolTape, symbolTapeSchema, warmTape } from '../signals/symbol-tape.ts'
import { dateSchema } from '../state/document-schemas.ts'
import { type DailyFigures, dailyFigures } from '../symbols/daily-figures.ts'
import type { Instrument } from '../symbols/instrument.ts'
import { exchangeDate } from '../time/exchange-time.ts'
import type { ExchangeDate } from '../time/instant.ts'
import { type DayCandidates, recordDayCandidates } from './day-candidates.ts'
import type { Tick } from './tick.ts'
import type { UniversePlan, UniverseTape, WarmMemory } from './warm-memory.ts'
import type { World } from './world.ts'

/** Where the scans keep the tape of the day. */
export const CHECKPOINT_PATH: DocumentPath = 'engine/checkpoint'
const PLANS_A_DOCUMENT = 50
/** As many completed days as a plan rests on. */
export const DAILY_BARS = 260
/** As many past sessions as a volume profile looks back (spec §4). */
export const MINUTE_SESSIONS = 20
/** Two sessions are enough to warm the five-minute RSI and the recent bars. */
const WARMING_SESSIONS = 2

const dayPlanSchema = z.strictObject({ date: dateSchema, plans: z.array(symbolPlanSchema) })
const checkpointSchema = z.strictObject({
  date: dateSchema,
  run: z.string().exactOptional(),
  tapes: z.record(z.string(), symbolTapeSchema),
})

/** The plan of the day and the tape so far. */
export interface Universe {
  readonly plan: UniversePlan
  readonly tape: UniverseTape
  /** Set when this very run has worked the day out. */
  readonly prepared?: DayCandidates
}

/** The plan of the day and the tape so far, as prepare-day and earlier scans left them; absent when nobody has. */
export async function savedUniverse(tick: Tick): Promise<Universe | undefined> {
  const { store, warm } = tick.world
  const known = warm.plan?.name === planName(tick) ? warm.plan.plan : undefined
  const [checkpoint, ...parts] = await store.getAll([CHECKPOINT_PATH, ...(known ? [] : planPaths(tick))])
  const saved = checkpoint && readCheckpoint(checkpoint.value, warm)
  if (saved?.date !== tick.date || parts.includes(undefined)) return undefined
  const plan = known ?? ready(parts.flatMap((part) => dayPlanSchema.parse(part?.value).plans))
  warm.plan = { name: planName(tick), plan }
  return { plan, tape: saved.tapes }
}

/** What a run of this very instance wrote was checked when it was made: a run key is used once. */
function readCheckpoint(value: DocumentValue, { checkpoint: own }: WarmMemory) {
  return own !== undefined && own.run === value['run'] ? own : checkpointSchema.parse(value)
}

/** The plans of the whole universe come close to the 1 MiB of a document and are spread over several. */
function planPaths(tick: Tick): readonly DocumentPath[] {
  const name = planName(tick)
  const parts = Math.max(1, Math.ceil(tick.world.instruments.length / PLANS_A_DOCUMENT))
  return Array.from(
    { length: parts },
    (_, index): DocumentPath => (index === 0 ? name : `${name}-plans-${index + 1}`),
  )
}

/**
 * The plans in force. Those that the owner had built again lie beside the first ones, because a replay of the runs before
 * takes those from the store (I18); the name in the trading state makes every instance change over with the same run.
 */
function planName({ date, state: { owner } }: Tick): DocumentPath {
  const { reloadedFor } = owner
  const isOfToday = reloadedFor !== undefined && exchangeDate(reloadedFor) === date
  return isOfToday ? `days/${date}-reloaded-${reloadedFor}` : `days/${date}`
}

function recordPlans(tick: Tick, plans: readonly SymbolPlan[]): void {
  for (const [index, path] of planPaths(tick).entries()) {
    const from = index * PLANS_A_DOCUMENT
    tick.record(path, { date: tick.date, plans: plans.slice(from, from + PLANS_A_DOCUMENT) })
  }
}

/** Puts the tape into the next batch, so that the next scan goes on from it. */
export function writeTape(tick: Tick, tape: UniverseTape): void {
  const checkpoint = { date: tick.date, run: tick.run, tapes: tape }
  tick.record(CHECKPOINT_PATH, checkpoint)
  tick.world.warm.checkpoint = checkpoint
}

/**
 * Works the day out from completed days and puts plans and candidates into the next batch; the tape is the caller's.
 * A scan does it too when it finds no tape of today, because prepare-day did not run or failed halfway.
 */
export async function prepareUniverse(tick: Tick): Promise<Required<Universe>> {
  const prepared = []
  for (const instrument of tick.world.instruments)
    prepared.push(await prepareSymbol(tick.world, tick.date, instrument))
  const plans = prepared.map(({ plan }) => plan)
  const plan = ready(plans)
  const candidates = await recordDayCandidates(tick, figuresOf(prepared, plan))
  noteReload(tick)
  recordPlans(tick, plans)
  tick.world.warm.plan = { name: planName(tick), plan }
  return {
    plan,
    tape: Object.fromEntries(prepared.map((each) => [each.plan.symbol, firstTape(each)])),
    prepared: candidates,
  }
}

/** The owner's order to build the day again is done, in the same batch as the plans. */
function noteReload(tick: Tick): void {
  const { reloadAt, ...owner } = tick.state.owner
  if (reloadAt !== undefined) tick.state = { ...tick.state, owner: { ...owner, reloadedFor: reloadAt } }
}

/** What the selector is told of the prepared symbols. */
function figuresOf(prepared: readonly PreparedSymbol[], plan: UniversePlan): readonly DailyFigures[] {
  return prepared.map(({ instrument, dailyBars }) =>
    dailyFigures(instrument, dailyBars, plan.get(instrument.symbol)?.dailyPrevious),
  )
}

/** One symbol before its day, from completed days. */
export interface PreparedSymbol {
  readonly instrument: Instrument
  readonly dailyBars: readonly DailyBar[]
  readonly plan: SymbolPlan
  readonly minuteSessions: readonly MinuteSession[]
}

/** Works one symbol out from completed days. */
export async function prepareSymbol(
  { history, config }: Pick<World, 'history' | 'config'>,
  date: ExchangeDate,
  instrument: Instrument,
): Promise<PreparedSymbol> {
  const { symbol } = instrument
  const dailyBars = await history.dailyBars(symbol, { before: date, count: DAILY_BARS })
  const minuteSessions = await history.minuteSessions(symbol, { before: date, sessions: MINUTE_SESSIONS })
  const minSessions = config.entry.volumeProfileSessionsMin
  return {
    instrument,
    dailyBars,
    plan: planSymbol({ instrument, dailyBars, minuteSessions, minSessions }),
    minuteSessions,
  }
}

/** The tape that the first scan of the day goes on from. */
export function firstTape({ minuteSessions }: Pick<PreparedSymbol, 'minuteSessions'>): SymbolTape {
  return warmTape(minuteSessions.slice(-WARMING_SESSIONS).flatMap(({ bars }) => bars))
}

function ready(plans: readonly SymbolPlan[]): UniversePlan {
  return new Map(plans.map((plan) => [plan.symbol, readyPlan(plan)]))
}
