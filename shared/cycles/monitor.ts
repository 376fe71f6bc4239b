import { holdingWithoutQuoteAlert } from '../alerts/order-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { Money } from '../domain/money.ts'
import type { Position } from '../domain/position.ts'
import { withRun } from '../state/trading-state.ts'
import { SECOND_MS } from '../time/instant.ts'
import type { RegularSession } from '../time/session.ts'
import { type KnowledgeOf, readHeldKnowledge } from './held-markets.ts'
import { type Looked, look, type Sight } from './look-at-position.ts'
import { watchEquity } from './note-equity.ts'
import { reconcile } from './reconcile.ts'
import { type Finished, runInSession } from './run-tick.ts'
import type { Tick } from './tick.ts'
import type { NotRun, Trigger } from './trigger.ts'
import { workOrders } from './work-orders.ts'
import type { World } from './world.ts'

/** What one look at the open positions did, as the door answers it. */
export interface MonitorDone {
  readonly held: number
  readonly decisions: readonly Looked['seen'][]
}

/** Looks after every open position: settle orders, read quotes, decide each exit, write it down, carry it out. */
export async function monitor(world: World, trigger: Trigger): Promise<(MonitorDone & Finished) | NotRun> {
  return runInSession(world, trigger, async (tick, session) => {
    tick.state = withRun(tick.state, 'position-monitor', tick.now)
    tick.state = { ...tick.state, day: { ...tick.state.day, monitors: tick.state.day.monitors + 1 } }
    const decided = await lookAfterPositions(tick, session, () => readHeldKnowledge(tick))
    const held = Object.keys(tick.state.positions).length
    return { held, decisions: decided.map(({ seen }) => seen) }
  })
}

/** The steps of one look, for a run that is open; what plan and tape know is asked for once the orders are settled. */
export async function lookAfterPositions(
  tick: Tick,
  session: RegularSession,
  readKnowledge: () => Promise<KnowledgeOf>,
): Promise<readonly Looked[]> {
  await reconcile(tick)
  const sight = { session, knowledgeOf: await readKnowledge() }
  const looked = await lookAtAll(tick, Object.values(tick.state.positions), sight)
  await workOrders(tick, session)
  const certain = looked.filter(({ doubt }) => doubt === undefined)
  const doubted = looked.filter(({ doubt }) => doubt !== undefined)
  const decided = [...certain, ...(await lookAgain(tick, doubted, sight))]
  watchEquity(tick, believedPrices(decided))
  return decided
}

async function lookAtAll(
  tick: Tick,
  positions: readonly Position[],
  sight: Sight,
): Promise<readonly Looked[]> {
  if (positions.length === 0) return []
  const { quotes } = await tick.world.marketData.quotes(positions.map(({ symbol }) => symbol))
  return positions.map((position) => look(tick, position, quotes.get(position.symbol), sight))
}

/** Asks once more for what was doubted; what is still in doubt is held, loudly, and the next run looks again. */
async function lookAgain(tick: Tick, doubted: readonly Looked[], sight: Sight): Promise<readonly Looked[]> {
  if (doubted.length === 0) return []
  await tick.world.clock.sleep(tick.world.config.exits.jumpAskAgainSeconds * SECOND_MS)
  const positions = doubted.flatMap(({ seen: { symbol } }) => tick.state.positions[symbol] ?? [])
  const looked = await lookAtAll(tick, positions, sight)
  for (const { seen, doubt } of looked)
    if (doubt) tick.alert(holdingWithoutQuoteAlert(seen.symbol, doubt, tick.now))
  await workOrders(tick, sight.session)
  return looked
}

function believedPrices(looked: readonly Looked[]): ReadonlyMap<Ticker, Money> {
  return new Map(
    looked.flatMap(({ seen, price }) => (price === undefined ? [] : [[seen.symbol, price] as const])),
  )
}
