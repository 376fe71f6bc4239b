import { Link, useSearch } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { Loaded } from '../components/loaded.tsx'
import { Moment } from '../components/moment.tsx'
import { Panel } from '../components/panel.tsx'
import { Pill } from '../components/pill.tsx'
import { CausalChain } from './decisions/causal-chain.tsx'
import { KindPill } from './decisions/kind-pill.tsx'
import { StopHistory } from './decisions/stop-history.tsx'
import { Orders, Reward, Trades } from './decisions/what-followed.tsx'

/** One decision: why it was made, step by step, and everything that followed from it. */
export function DecisionPage({ id }: { readonly id: string }) {
  // A page of its own for each id, so that the story of one is never shown under the address of another.
  return <Story key={id} id={id} />
}

function Story({ id }: { readonly id: string }) {
  const search = useSearch()
  const decision = useApi('/decisions/:id', { params: { id }, every: 'slow' })
  return (
    <>
      <div className="stack">
        <p>
          <Link className="touch" href={`/decisions${search && `?${search}`}`}>
            Back to the list
          </Link>
        </p>
        <h1>{decision.data ? `Decision on ${decision.data.symbol}` : 'Decision'}</h1>
      </div>
      <Loaded query={decision} room="40rem">
        {(answer) => <Whole decision={answer} />}
      </Loaded>
    </>
  )
}

function Whole({ decision }: { readonly decision: Answer<'/decisions/:id'> }) {
  const { kind, steps, stops, orders, trades, reward } = decision
  // The orders of an exit hang on the entry behind it, which its last step names.
  const hasOrders = kind !== 'exit' && kind !== 'stop-move'
  return (
    <>
      <Head decision={decision} />
      <Panel title="How it came about">
        <CausalChain steps={steps} />
      </Panel>
      {stops.length > 0 && (
        <Panel title="The stop">
          <StopHistory stops={stops} />
        </Panel>
      )}
      {hasOrders && (
        <Panel title="Orders">
          <Orders orders={orders} />
        </Panel>
      )}
      {orders.length > 0 && (
        <Panel title="Trades">
          <Trades trades={trades} />
        </Panel>
      )}
      {reward && (
        <Panel title="Reward">
          <Reward reward={reward} />
        </Panel>
      )}
    </>
  )
}

function Head({ decision }: { readonly decision: Answer<'/decisions/:id'> }) {
  const { kind, mode, headline, at, decisionId } = decision
  return (
    <div className="stack">
      <p className="chips">
        <KindPill kind={kind} />
        <Pill tone={mode === 'LIVE' ? 'live' : 'info'}>{mode}</Pill>
        <Moment at={at} day />
      </p>
      <p className="wraps">{headline}</p>
      <p className="muted small code">{decisionId}</p>
    </div>
  )
}
