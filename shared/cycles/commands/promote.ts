import type { DemoPromotion } from '../../backtest/promotion/demo-promotion.ts'
import type { PromotionRefused } from '../../backtest/promotion/promotion-refused.ts'
import type { Tick } from '../tick.ts'
import { done, notDone, type OrderOutcome } from './order-outcome.ts'

/** What the promotion gate says of the books, or why it says nothing. */
export type JudgedRun = DemoPromotion | PromotionRefused

/** Notes that the DEMO run has earned real money (spec §17); it arms nothing and changes no mode. */
export function promote(tick: Tick, judged: JudgedRun | undefined): OrderOutcome {
  if (!judged) throw new Error('a run is judged before it is promoted')
  if ('refused' in judged) return notDone(`Not judged: ${judged.why}.`)
  const { from, to, promoted, conditions } = judged
  if (from === undefined) return notDone('There is no DEMO run to judge: no session is kept in these books.')
  if (!promoted) return notDone(missing(judged))
  tick.state = { ...tick.state, owner: { ...tick.state.owner, promotedAt: tick.now } }
  return done(
    'PROMOTED',
    [`The DEMO run from ${from} to ${to} meets all conditions:`, ...conditions.map(inWords), NEXT].join('\n'),
  )
}

const NEXT =
  'Nothing has changed yet. Real money follows from mode LIVE in the configuration, a deployment, and /arm.'

function missing({ conditions }: DemoPromotion): string {
  const unmet = conditions.filter(({ passed }) => !passed)
  return [
    `Not promoted: ${unmet.length} of ${conditions.length} conditions are not met.`,
    ...unmet.map(inWords),
  ].join('\n')
}

function inWords({ name, seen, needed }: DemoPromotion['conditions'][number]): string {
  return `${name}: ${seen}, needed: ${needed}`
}
