import { Link } from 'wouter'
import { Figures } from '../../components/figures.tsx'
import { Price } from '../../components/money.tsx'
import { armWords } from '../bandit/arm-words.ts'
import type { Proposal } from './radar-answers.ts'
import { Validating } from './validating.tsx'

const SOURCES: Readonly<Record<Proposal['planSource'], string>> = {
  house: 'by the rules of the house',
  model: 'by the advisor, checked here',
  fallback: 'by the careful fallback',
}

/** The arm that was chosen, the plan made for it, and what can be done next. */
export function ProposalStory({ proposal }: { readonly proposal: Proposal }) {
  const { decisionId, arm, plan, planSource, fallbackCode } = proposal
  const isBuy = plan.action === 'BUY'
  return (
    <section className="stack" aria-label={`Proposal for ${proposal.symbol}`}>
      <h3>
        {armWords(arm)}: {isBuy ? 'buy' : 'do not buy'}
      </h3>
      <p className="small">{plan.reason}</p>
      {isBuy && <Figures of={planFigures(proposal)} />}
      <p className="muted small wraps">
        Planned {SOURCES[planSource]}
        {fallbackCode && ` (${fallbackCode})`}.{missingWords(proposal)}
      </p>
      <p>
        <Link className="touch" href={`/decisions/${encodeURIComponent(decisionId)}`}>
          The whole decision<span className="visually-hidden"> on {proposal.symbol}</span>
        </Link>
      </p>
      {/* What is not bought needs no guardrail. */}
      {isBuy && <Validating proposal={proposal} />}
    </section>
  )
}

function planFigures({ plan }: Proposal) {
  return [
    [
      plan.entryType === 'LIMIT' ? 'Entry, limit' : 'Entry, market',
      <Price key="entry" exact={plan.entryPrice} />,
    ],
    ['Stop', <Price key="stop" exact={plan.stopPrice} />],
    ['Target', <Price key="target" exact={plan.targetPrice} />],
    ['Confidence', plan.confidence.toFixed(2)],
    ['Held at most', plan.timeoutDays === 1 ? '1 day' : `${plan.timeoutDays} days`],
  ] as const
}

function missingWords({ plan, context }: Proposal): string {
  const missing = [...new Set([...plan.missingFields, ...context.missing])]
  return missing.length > 0 ? ` Not known: ${missing.join(', ')}.` : ''
}
