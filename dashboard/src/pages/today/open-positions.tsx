import { lazy, Suspense } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { Figures } from '../../components/figures.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pct, Price, Usd } from '../../components/money.tsx'
import { Panel } from '../../components/panel.tsx'
import { Pill } from '../../components/pill.tsx'

const PositionChart = lazy(async () => ({ default: (await import('./position-chart.tsx')).PositionChart }))

type Position = Answer<'/positions'>['positions'][number]

/** Everything that is held: its price and profit, where its stops are, and how it came there. */
export function OpenPositions() {
  const positions = useApi('/positions', { every: 'fast' })
  return (
    <Loaded query={positions} room="10rem">
      {({ positions: held, problem }) => (
        <div className="stack">
          {problem && (
            <div className="banner" data-tone="warn" role="status">
              Prices may be old: {problem}
            </div>
          )}
          {held.length === 0 ? (
            <Panel title="Open positions">
              <p className="empty">Nothing is held.</p>
            </Panel>
          ) : (
            held.map((position) => <PositionPanel key={position.positionId} position={position} />)
          )}
        </div>
      )}
    </Loaded>
  )
}

function PositionPanel({ position }: { readonly position: Position }) {
  const { symbol, name, decisionId } = position
  return (
    <Panel title={`${symbol}: ${name}`} aside={<Protection position={position} />}>
      <div className="stack">
        <PositionFigures position={position} />
        <Suspense fallback={<div className="waiting" style={{ ['--room' as string]: '20rem' }} />}>
          <PositionChart position={position} />
        </Suspense>
        <p>
          <Link href={`/decisions/${encodeURIComponent(decisionId)}`}>Why it was bought</Link>
        </p>
      </div>
    </Panel>
  )
}

function PositionFigures({ position }: { readonly position: Position }) {
  const { quantity, entryPrice, price, isPriceOld, profit, profitPct, stop, stopKind, target, openedAt } =
    position
  return (
    <Figures
      of={[
        ['Shares', quantity],
        ['Entry', <Price key="entry" exact={entryPrice} />],
        [
          isPriceOld ? 'Price, OLD' : 'Price',
          price === undefined ? 'not known' : <Price key="price" exact={price} />,
        ],
        [
          'Profit, USD',
          profit === undefined || profitPct === undefined ? (
            'not known'
          ) : (
            <span key="profit">
              <Usd exact={profit} signed /> <Pct value={profitPct} />
            </span>
          ),
        ],
        [`Stop, ${stopKind}`, <Price key="stop" exact={stop} />],
        ['Target', <Price key="target" exact={target} />],
        ['Since', <Moment key="since" at={openedAt} />],
      ]}
    />
  )
}

/** Whether a stop rests at the broker is what an owner fears for most. */
function Protection({ position: { stopAtBroker, leaving } }: { readonly position: Position }) {
  return (
    <span className="states">
      {leaving && <Pill tone="warn">Being sold: {leaving.toLowerCase().replaceAll('_', ' ')}</Pill>}
      {stopAtBroker === undefined ? (
        <Pill tone="bad">NO STOP at the broker</Pill>
      ) : (
        <Pill tone="good">
          Stop at the broker <Price exact={stopAtBroker} />
        </Pill>
      )}
    </span>
  )
}
