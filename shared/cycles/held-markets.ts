import { z } from 'zod'
import { exitsWithoutTapeAlert } from '../alerts/order-alerts.ts'
import type { Ticker } from '../domain/ids.ts'
import type { HeldKnowledge } from '../exits/held-market.ts'
import type { Tick } from './tick.ts'
import { savedUniverse, type Universe } from './universe-plan.ts'

/** Answers what plan and tape know of a held symbol. */
export type KnowledgeOf = (symbol: Ticker) => HeldKnowledge

/** Reads what the scans of the day have left about the held symbols; nothing is read when nothing is held. */
export async function readHeldKnowledge(tick: Tick): Promise<KnowledgeOf> {
  const held = Object.keys(tick.state.positions).length > 0
  const universe = held ? await readableUniverse(tick) : undefined
  return (symbol) => {
    const plan = universe?.plan.get(symbol)?.plan
    const tape = universe?.tape[symbol]
    return { ...(plan && { plan }), ...(tape && { tape }) }
  }
}

/** A document that can't be read must not keep a position from its stop: the owner is told and the stops go on. */
async function readableUniverse(tick: Tick): Promise<Universe | undefined> {
  try {
    return await savedUniverse(tick)
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    tick.alert(exitsWithoutTapeAlert(firstProblem(error), tick.now))
    return undefined
  }
}

function firstProblem({ issues: [issue] }: z.ZodError): string {
  return issue ? `${issue.path.join('.')}: ${issue.message}` : 'no reason given'
}
