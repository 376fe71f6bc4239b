import { formatEt } from '../time/exchange-time.ts'
import type { RiskView } from './risk-view.ts'
import { pass, refuse, type Verdict } from './verdict.ts'

/** First assessment: no entry while anything keeps safe mode on. */
export function checkSafeMode({ state }: Pick<RiskView, 'state'>): Verdict {
  const [first, ...others] = state.risk.safeMode
  if (!first) return pass('safe mode off')
  const more = others.length > 0 ? ` and ${others.map(({ reason }) => reason).join(', ')}` : ''
  return refuse(
    'safe-mode',
    `${first.reason}${more} since ${formatEt(first.at, 'date-time')} ET: ${first.detail}`,
  )
}
