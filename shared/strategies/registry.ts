import { buyersVolumeSurging } from './buyers-volume-surging.ts'
import { orbBreakout } from './orb-breakout.ts'
import { rsiPositivity } from './rsi-positivity.ts'
import { standard } from './standard.ts'
import type { Strategy } from './strategy.ts'

/** Every strategy that is asked, in the order in which its opinion is told. A new one is one file and one line. */
export const strategies: readonly Strategy[] = [standard, rsiPositivity, buyersVolumeSurging, orbBreakout]
