import { z } from 'zod'
import type { decisionAnswer } from '../../api/answers/decision-answers.ts'
import { type Money, toDecimalText } from '../../domain/money.ts'
import type { StopKind } from '../../domain/position.ts'
import type { ExitDecisionRecord } from '../../signals/decision-record.ts'
import type { TradingState } from '../../state/trading-state.ts'
import type { EpochMs } from '../../time/instant.ts'
import { utcText } from '../../time/utc-text.ts'
import type { QuietStory } from '../questions/decision-story.ts'

type StopMove = z.input<typeof decisionAnswer>['stops'][number]

/**
 * Where the stop of a purchase stood while it was held, oldest first: as the entry planned it, then each move. A decision about a
 * stop tells its own move alone; one that bought nothing has no stop.
 */
export function stopHistory(story: QuietStory, state: Pick<TradingState, 'positions'>): StopMove[] {
  const { decision } = story
  if ('outcome' in decision) return moveOf(decision)
  const planned = 'plan' in decision ? decision.plan.stopPrice : decision.risk?.stop
  return [...initialStop(planned, openedAt(story, state)), ...story.exits.flatMap(moveOf)]
}

function initialStop(stop: Money | undefined, openedAt: EpochMs | undefined): readonly StopMove[] {
  if (stop === undefined || openedAt === undefined) return []
  return [stopMove({ at: openedAt, stop, kind: 'initial' })]
}

/** The first fill, of a position that is held or of its trade. */
function openedAt(
  { decisionId, trades }: QuietStory,
  { positions }: Pick<TradingState, 'positions'>,
): EpochMs | undefined {
  const held = Object.values(positions).find(({ plan }) => plan.decisionId === decisionId)
  return held?.openedAt ?? trades[0]?.entryTime
}

function moveOf({ at, outcome }: ExitDecisionRecord): StopMove[] {
  if (outcome.kind === 'exit') return []
  return [stopMove({ at, stop: outcome.stop, kind: stopKindSchema.parse(outcome.stopKind) })]
}

const stopKindSchema: z.ZodType<StopKind> = z.enum(['initial', 'breakeven', 'trailing', 'surge'])

function stopMove({
  at,
  stop,
  kind,
}: {
  readonly at: EpochMs
  readonly stop: Money
  readonly kind: StopKind
}): StopMove {
  return { at: utcText(at), stop: toDecimalText(stop), kind }
}
