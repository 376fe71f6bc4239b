import { CONTEXT_TERMS } from '../bandit/context.ts'
import { type Money, toDecimalText } from '../domain/money.ts'
import type { ProposalRecord } from '../proposals/proposal-record.ts'
import type { ExplanationStep } from './explanation.ts'

/** What a proposal came to so far, in one line. */
export function proposalOutcome({ arm, plan, validation, ordered }: ProposalRecord): string {
  if (plan.action === 'SKIP') return `${arm}: nothing is bought: ${plan.reason}`
  const wanted = `${arm}: buy at ${toDecimalText(plan.entryPrice)}`
  if (ordered) return `${wanted}: ${ordered.outcome === 'order' ? 'ordered' : 'refused'}: ${ordered.reason}`
  if (!validation) return `${wanted}, not validated yet`
  return `${wanted}: ${validation.approved ? '' : 'refused by the guardrails: '}${validation.reason}`
}

/** From the facts to the guardrails: why this play, and whether it may be made. */
export function proposalSteps(record: ProposalRecord): readonly ExplanationStep[] {
  return [
    { title: 'What was known', lines: factLines(record) },
    { title: 'The bandit chose', lines: armLines(record) },
    { title: 'The plan', lines: planLines(record) },
    { title: 'The guardrails', lines: guardLines(record) },
    {
      title: 'Ordered',
      lines: record.ordered ? [`${record.ordered.outcome}: ${record.ordered.reason}`] : [],
    },
  ]
}

function factLines({
  quote,
  averageDailyValue,
  events,
  context,
  figures,
}: ProposalRecord): readonly string[] {
  const told = events.map(
    ({ kind, date, daysAhead, source }) => `${kind} on ${date} (${daysAhead} days ahead), told by ${source}`,
  )
  const terms = CONTEXT_TERMS.map((term, index) => `${term} ${(context.terms[index] ?? 0).toFixed(3)}`)
  return [
    `bid ${price(quote.bid)}, ask ${price(quote.ask)}, last ${price(quote.last)}`,
    `${price(averageDailyValue)} USD traded on an average day`,
    ...(told.length > 0 ? told : ['no event is known']),
    ...Object.entries(figures).map(([name, value]) => `${name} ${Number(value.toFixed(4))}`),
    `context v${context.version}: ${terms.join(', ')}`,
    ...(context.missing.length > 0 ? [`not known: ${context.missing.join(', ')}`] : []),
  ]
}

function armLines({ arm, playable, drawn }: ProposalRecord): readonly string[] {
  const draws = Object.entries(drawn).map(([name, value]) => {
    const note = playable.includes(name as typeof arm) ? '' : ' (can’t be played here)'
    return `${name} drew ${value.toFixed(4)}${note}`
  })
  return [...draws, `${arm} was taken`]
}

function planLines({ plan, planSource, fallbackCode }: ProposalRecord): readonly string[] {
  const { action, entryType, entryPrice, stopPrice, targetPrice, timeoutDays, confidence, reason } = plan
  return [
    `${action} ${entryType} ${price(entryPrice)}, stop ${price(stopPrice)}, target ${price(targetPrice)}, ${timeoutDays} days, confidence ${confidence}`,
    `from ${planSource}${fallbackCode === undefined ? '' : ` (${fallbackCode})`}: ${reason}`,
    ...(plan.missingFields.length > 0 ? [`missed: ${plan.missingFields.join(', ')}`] : []),
  ]
}

function guardLines({ validation }: ProposalRecord): readonly string[] {
  if (!validation) return ['not asked yet']
  const { trace, worstEntry, lossPerShare, quantity } = validation
  return [
    ...trace,
    ...(worstEntry === undefined || lossPerShare === undefined
      ? []
      : [`worst entry ${price(worstEntry)}, loss ${price(lossPerShare)} a share, ${quantity} shares`]),
  ]
}

function price(amount: Money): string {
  return toDecimalText(amount)
}
