import type { RiskView } from './risk-view.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/** LIVE with real money takes a word of the owner on top of the configuration (spec §1); exits never wait for it. */
export function checkArmed({ state }: Pick<RiskView, 'state'>): Verdict {
  if (state.owner.armedAt !== undefined) return pass('armed by the owner')
  return refuse('not-armed', 'LIVE is not armed: send /arm and confirm it')
}
