import { advanced } from './advanced.ts'
import { buyersVolumeSurging } from './buyers-volume-surging.ts'
import { newsSentiment } from './news-sentiment.ts'
import { orbBreakout } from './orb-breakout.ts'
import { quantum } from './quantum.ts'
import { rsiPositivity } from './rsi-positivity.ts'
import { standard } from './standard.ts'
import type { Strategy } from './strategy.ts'
import { technicalConfirmation } from './technical-confirmation.ts'

/** Every strategy that is asked, in the order in which its opinion is told. A new one is one file and one line. */
export const strategies: readonly Strategy[] = [
  standard,
  advanced,
  quantum,
  rsiPositivity,
  buyersVolumeSurging,
  orbBreakout,
  newsSentiment,
  technicalConfirmation,
]
