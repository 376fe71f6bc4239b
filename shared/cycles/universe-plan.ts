import { z } from 'zod'
import type { DocumentPath } from '../ports/store.ts'
import { planSymbol, readyPlan, type SymbolPlan, symbolPlanSchema } from '../signals/symbol-plan.ts'
import { type SymbolTape, symbolTapeSchema, warmTape } from '../signals/symbol-tape.ts'
import { dateSchema } from '../state/document-schemas.ts'
import type { Instrument } from '../symbols/instrument.ts'
import type { ExchangeDate } from '../time/instant.ts'
import type { Tick } from './tick.ts'
import type { UniversePlan } from './warm-memory.ts'
import type { World } from './world.ts'

const CHECKPOINT_PATH: DocumentPath = 'engine/checkpoint'
const DAILY_BARS = 260
/** As many past sessions as a volume profile looks back (spec §4). */
export const MINUTE_SESSIONS = 20
/** Two sessions are enough to warm the five-minute RSI and the recent bars. */
const WARMING_SESSIONS = 2

const dayPlanSchema = z.strictObject({ date: dateSchema, plans: z.array(symbolPlanSchema) })
const checkpointSchema = z.strictObject({ date: dateSchema, tapes: z.record(z.string(), symbolTapeSchema) })

/** What the day has shown so far, by symbol. */
export type UniverseTape = Readonly<Record<string, SymbolTape>>

/**
 * The plan of the day and the tape so far. A scan that finds no tape of today works both out from completed days:
 * the first one, and one after a first that failed halfway.
 */
export async function readUniverse(
  tick: Tick,
): Promise<{ readonly plan: UniversePlan; readonly tape: UniverseTape }> {
  const { store, warm } = tick.world
  const known = warm.plan?.date === tick.date ? warm.plan.plan : undefined
  const dayPath: DocumentPath = `days/${tick.date}`
  const [checkpoint, day] = await store.getAll(known ? [CHECKPOINT_PATH] : [CHECKPOINT_PATH, dayPath])
  const saved = checkpoint && checkpointSchema.parse(checkpoint.value)
  if (saved?.date !== tick.date || (!known && !day)) return prepareUniverse(tick, dayPath)
  const plan = known ?? ready(dayPlanSchema.parse(day?.value).plans)
  warm.plan = { date: tick.date, plan }
  return { plan, tape: saved.tapes }
}

/** Puts the tape into the next batch, so that the next scan goes on from it. */
export function writeTape(tick: Tick, tape: UniverseTape): void {
  tick.record(CHECKPOINT_PATH, { date: tick.date, tapes: tape })
}

async function prepareUniverse(tick: Tick, path: DocumentPath) {
  const prepared = []
  for (const instrument of tick.world.instruments)
    prepared.push(await prepareSymbol(tick.world, tick.date, instrument))
  const plans = prepared.map(({ plan }) => plan)
  tick.record(path, { date: tick.date, plans })
  const plan = ready(plans)
  tick.world.warm.plan = { date: tick.date, plan }
  return { plan, tape: Object.fromEntries(prepared.map(({ plan: { symbol }, tape }) => [symbol, tape])) }
}

async function prepareSymbol(
  { history, config }: World,
  date: ExchangeDate,
  instrument: Instrument,
): Promise<{ readonly plan: SymbolPlan; readonly tape: SymbolTape }> {
  const { symbol } = instrument
  const dailyBars = await history.dailyBars(symbol, { before: date, count: DAILY_BARS })
  const minuteSessions = await history.minuteSessions(symbol, { before: date, sessions: MINUTE_SESSIONS })
  const minSessions = config.entry.volumeProfileSessionsMin
  return {
    plan: planSymbol({ instrument, dailyBars, minuteSessions, minSessions }),
    tape: warmTape(minuteSessions.slice(-WARMING_SESSIONS).flatMap(({ bars }) => bars)),
  }
}

function ready(plans: readonly SymbolPlan[]): UniversePlan {
  return new Map(plans.map((plan) => [plan.symbol, readyPlan(plan)]))
}
