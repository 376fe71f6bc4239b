import { type Ref, useId } from 'react'
import { Figures } from '../../components/figures.tsx'
import { Price } from '../../components/money.tsx'
import type { Proposal, Validation } from './radar-answers.ts'

/** Asks before an order leaves, naming symbol, shares and price. Escape and "Keep" send nothing. */
export function OrderDialog({
  ref,
  proposal: { symbol, plan },
  validation: { quantity, worstEntry },
  onConfirm,
}: {
  readonly ref: Ref<HTMLDialogElement>
  readonly proposal: Proposal
  readonly validation: Validation
  readonly onConfirm: () => void
}) {
  const id = useId()
  return (
    <dialog ref={ref} aria-labelledby={id}>
      <form
        method="dialog"
        className="stack"
        onSubmit={(event) => wasConfirmed(event.nativeEvent) && onConfirm()}
      >
        <h2 id={id}>
          Buy {quantity} {quantity === 1 ? 'share' : 'shares'} of {symbol}?
        </h2>
        <Figures
          of={[
            ['Shares at most', quantity],
            ['Price at most', <Price key="price" exact={worstEntry ?? plan.entryPrice} />],
            ['Stop', <Price key="stop" exact={plan.stopPrice} />],
          ]}
        />
        <p className="small">
          This is LIVE: the order goes to the broker. The gates of the moment and the risk gate may still
          refuse it or make it smaller.
        </p>
        <div className="form">
          {/* First, so that Enter alone never buys. */}
          <button type="submit" value="keep">
            Do not order
          </button>
          <button type="submit" value="order" className="main">
            Order {symbol}
          </button>
        </div>
      </form>
    </dialog>
  )
}

function wasConfirmed({ submitter }: SubmitEvent): boolean {
  return submitter instanceof HTMLButtonElement && submitter.value === 'order'
}
