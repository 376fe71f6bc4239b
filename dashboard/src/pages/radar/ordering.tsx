import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { post, UnreachableError } from '../../api/client.ts'
import { usdText } from '../../components/money.tsx'
import { Pill } from '../../components/pill.tsx'
import { ProblemNote } from '../../components/problem-note.tsx'
import { OrderDialog } from './order-dialog.tsx'
import type { Proposal, Validation } from './radar-answers.ts'

/** What an order changes on other pages. */
const CHANGED = ['/orders', '/positions', '/decisions', '/decisions/:id', '/today'] as const

/** The button that orders an approved proposal once its owner has confirmed it, and what became of it. */
export function Ordering({
  proposal,
  validation,
}: {
  readonly proposal: Proposal
  readonly validation: Validation
}) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { data: ordered, error, isPending, mutate } = useOrder(proposal.decisionId)
  return (
    <div className="stack">
      <div>
        <button
          type="button"
          className="main"
          disabled={isPending || ordered !== undefined}
          onClick={() => dialog.current?.showModal()}
        >
          {isPending ? 'Ordering…' : 'Order…'}
          <span className="visually-hidden"> {proposal.symbol}</span>
        </button>
      </div>
      <OrderDialog ref={dialog} proposal={proposal} validation={validation} onConfirm={mutate} />
      {error && <ProblemNote error={error} />}
      {error instanceof UnreachableError && (
        <p className="small">
          Nobody knows yet whether it arrived. Look at the decision before you order again; one proposal is
          never ordered twice.
        </p>
      )}
      <div aria-live="polite">{ordered && <Ordered ordered={ordered} />}</div>
    </div>
  )
}

type Order = Awaited<ReturnType<typeof post<'/orders'>>>

function Ordered({ ordered: { outcome, reason, quantity, limit } }: { readonly ordered: Order }) {
  if (outcome === 'refused')
    return (
      <p>
        <Pill tone="bad">Not ordered</Pill> {reason}
      </p>
    )
  return (
    <p>
      <Pill tone="good">Ordered</Pill> {quantity} {quantity === 1 ? 'share' : 'shares'}
      {limit !== undefined && ` at ${usdText(limit, 'price')} at most`}. The decision tells how it went on.
    </p>
  )
}

function useOrder(decisionId: string) {
  const queryClient = useQueryClient()
  return useMutation<Order, Error, void>({
    mutationFn: () => post('/orders', { decisionId }),
    // An order that waits for a network would be sent when its owner no longer thinks of it.
    networkMode: 'always',
    retry: false,
    onSettled: () => Promise.all(CHANGED.map((path) => queryClient.invalidateQueries({ queryKey: [path] }))),
  })
}
