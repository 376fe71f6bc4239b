import type { z } from 'zod'
import type { decisionsAnswer } from '../../api/answers/decision-answers.ts'
import type { DecisionRecord } from '../../signals/decision-record.ts'
import { outcomeOf } from '../../signals/explain.ts'
import { utcText } from '../../time/utc-text.ts'

type Row = z.input<typeof decisionsAnswer>['decisions'][number]

/** A recorded decision as a line of the API. */
export function decisionRowOf(decisionId: string, decision: DecisionRecord): Row {
  const { at, symbol, mode } = decision
  return {
    decisionId,
    at: utcText(at),
    symbol,
    mode,
    kind: kindOf(decision),
    headline: outcomeOf(decision),
  }
}

/** What passed every gate and was refused by the risk gate is no entry. */
function kindOf(decision: DecisionRecord): Row['kind'] {
  if (decision.decision === 'enter' && decision.risk && !decision.risk.approved) return 'refusal'
  return KINDS[decision.decision]
}

const KINDS: Readonly<Record<DecisionRecord['decision'], Row['kind']>> = {
  enter: 'entry',
  refuse: 'refusal',
  'move-stop': 'stop-move',
  exit: 'exit',
  propose: 'proposal',
}
