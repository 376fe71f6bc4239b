import type { z } from 'zod'
import type { proposalAnswer, validationAnswer } from '../../api/answers/catalyst-answers.ts'
import { CONTEXT_TERMS } from '../../bandit/context.ts'
import { type Money, toDecimalText } from '../../domain/money.ts'
import type { ProposalRecord, ProposalValidation } from '../../proposals/proposal-record.ts'
import { utcText } from '../../time/utc-text.ts'

/** A proposal as the API tells it. */
export function proposalView(decisionId: string, record: ProposalRecord): z.input<typeof proposalAnswer> {
  const { at, mode, symbol, arm, playable, drawn, context, plan, planSource, fallbackCode } = record
  return {
    ...{ decisionId, at: utcText(at), mode, symbol, arm, playable, drawn },
    context: {
      version: context.version,
      terms: Object.fromEntries(CONTEXT_TERMS.map((term, index) => [term, context.terms[index] ?? 0])),
      missing: [...context.missing],
    },
    plan: {
      ...plan,
      entryPrice: toDecimalText(plan.entryPrice),
      stopPrice: toDecimalText(plan.stopPrice),
      targetPrice: toDecimalText(plan.targetPrice),
    },
    planSource,
    ...(fallbackCode !== undefined && { fallbackCode }),
  }
}

/** The word of the guardrails as the API tells it. */
export function validationView(
  validation: ProposalValidation,
  decisionId?: string,
): z.input<typeof validationAnswer> {
  const { at, approved, code, reason, quantity, worstEntry, lossPerShare, trace, context } = validation
  return {
    ...(decisionId !== undefined && { decisionId }),
    ...{ at: utcText(at), approved, code, reason, quantity, trace: [...trace] },
    ...amounts({ worstEntry, lossPerShare }),
    context: {
      ...(context.openPositions !== undefined && { openPositions: context.openPositions }),
      ...amounts({
        dailyProfit: context.dailyProfit,
        averageDailyValue: context.averageDailyValue,
        bid: context.bid,
        ask: context.ask,
      }),
    },
  }
}

function amounts<Name extends string>(of: Readonly<Record<Name, Money | undefined>>) {
  const known = Object.entries<Money | undefined>(of).flatMap(([name, amount]) =>
    amount === undefined ? [] : [[name, toDecimalText(amount)] as const],
  )
  return Object.fromEntries(known) as Partial<Record<Name, string>>
}
