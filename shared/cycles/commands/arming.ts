import { needsArming } from '../../config/needs-arming.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'

/** From now on entries are bought with real money, if environment and configuration say LIVE too. */
export function arm(tick: Tick): OrderOutcome {
  const { config } = tick.world
  const { owner } = tick.state
  if (!needsArming(config))
    return notDone(`There is nothing to arm: mode ${config.mode} on the ${config.broker.environment} broker.`)
  if (owner.armedAt !== undefined) return notDone('It is armed already; /disarm ends it.')
  tick.state = { ...tick.state, owner: { ...owner, armedAt: tick.now } }
  return done('ARMED', 'Entries are bought with real money from now on. /disarm ends it.')
}

/** No entry with real money any more; positions keep their stops and their exits. */
export function disarm(tick: Tick): OrderOutcome {
  const { armedAt, ...owner } = tick.state.owner
  if (armedAt === undefined) return notDone('It is not armed.')
  tick.state = { ...tick.state, owner }
  return done('DISARMED', 'No entries with real money. Exits and stops of what is held go on.')
}
