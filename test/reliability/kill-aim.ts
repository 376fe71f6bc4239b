import { uniformInt } from 'pure-rand/distribution/uniformInt'
import type { RandomGenerator } from 'pure-rand/types/RandomGenerator'

/** When a life is to be killed: so long after something has been seen. */
export interface KillAim {
  /** `start`: from its first moment on; `call`: after so many calls; `order`: an order under way after those. */
  readonly at: 'start' | 'call' | 'order'
  readonly calls: number
  readonly afterMs: number
}

const CALLS_MAX = 20
const START_MS_MAX = 1_500
const CALL_MS_MAX = 60
const ORDER_MS_MAX = 150

/** Draws the next moment: most kills fall into the session and close to an order. */
export function drawAim(random: RandomGenerator): KillAim {
  const share = uniformInt(random, 1, 100)
  const calls = uniformInt(random, 1, CALLS_MAX)
  if (share <= 5) return { at: 'start', calls: 0, afterMs: uniformInt(random, 0, START_MS_MAX) }
  if (share <= 30) return { at: 'call', calls, afterMs: uniformInt(random, 0, CALL_MS_MAX) }
  return { at: 'order', calls, afterMs: uniformInt(random, 0, ORDER_MS_MAX) }
}
