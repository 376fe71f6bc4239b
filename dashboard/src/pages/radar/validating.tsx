import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { post } from '../../api/client.ts'
import { Figures } from '../../components/figures.tsx'
import { Price, Usd } from '../../components/money.tsx'
import { Pill } from '../../components/pill.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { Ordering } from './ordering.tsx'
import type { Proposal, Validation } from './radar-answers.ts'

/** The button that holds a proposal against the guardrails, their verdict, and in LIVE the way to an order. */
export function Validating({ proposal }: { readonly proposal: Proposal }) {
  const { decisionId, mode, symbol } = proposal
  const queryClient = useQueryClient()
  const validating = useMutation({
    mutationFn: () => post('/validate', { decisionId }),
    networkMode: 'always',
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['/decisions/:id'] }),
  })
  const { data: validation, error, isPending } = validating
  return (
    <div className="stack">
      <div>
        <button type="button" disabled={isPending} onClick={() => validating.mutate()}>
          {isPending ? 'Validating…' : validation ? 'Validate again' : 'Validate'}
          <span className="visually-hidden"> the proposal for {symbol}</span>
        </button>
      </div>
      {error && <ProblemNote error={error} />}
      <div aria-live="polite">{validation && <Verdict validation={validation} />}</div>
      {mode === 'LIVE' && validation?.approved && <Ordering proposal={proposal} validation={validation} />}
    </div>
  )
}

function Verdict({ validation }: { readonly validation: Validation }) {
  const { approved, code, reason, trace } = validation
  return (
    <div className="stack">
      <p>
        <Pill tone={approved ? 'good' : 'bad'}>{approved ? 'Approved' : `Refused: ${code}`}</Pill>
      </p>
      <p className="small">{reason}</p>
      <Figures of={verdictFigures(validation)} />
      <ol className="small trace" aria-label="What each guardrail said">
        {trace.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ol>
    </div>
  )
}

/** A guardrail that refuses early leaves the figures of the later ones unread: those are left out. */
function verdictFigures({ quantity, worstEntry, lossPerShare, context }: Validation) {
  const { dailyProfit, openPositions } = context
  const figures: (readonly [string, ReactNode])[] = [['Shares', quantity]]
  if (worstEntry !== undefined) figures.push(['Worst entry', <Price key="worst" exact={worstEntry} />])
  if (lossPerShare !== undefined) figures.push(['Loss a share', <Price key="loss" exact={lossPerShare} />])
  if (dailyProfit !== undefined)
    figures.push(['Profit of the day', <Usd key="day" exact={dailyProfit} signed />])
  if (openPositions !== undefined) figures.push(['Open positions', openPositions])
  return figures
}
