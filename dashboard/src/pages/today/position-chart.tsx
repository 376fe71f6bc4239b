import { useMemo } from 'react'
import { type Answer, ApiError } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { type Candle, CandleChart, type Level } from '../../charts/candle-chart.tsx'
import { DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Price } from '../../components/money.tsx'

type Position = Answer<'/positions'>['positions'][number]

/** Today's minutes of what is held, with its entry, target and the way its stop went. */
export function PositionChart({ position }: { readonly position: Position }) {
  const { symbol, entryPrice, target, decisionId } = position
  const bars = useApi('/bars/:symbol', { params: { symbol }, every: 'normal' })
  const decision = useApi('/decisions/:id', { params: { id: decisionId }, every: 'normal' })
  const levels = useMemo<readonly Level[]>(
    () => [
      { name: 'Entry', price: Number(entryPrice), token: '--muted' },
      { name: 'Target', price: Number(target), token: '--gain' },
    ],
    [entryPrice, target],
  )
  const stops = useMemo(
    () => (decision.data?.stops ?? []).map(({ at, stop }) => ({ at, stop: Number(stop) })),
    [decision.data],
  )
  const candles = useMemo(() => (bars.data?.bars ?? []).map(candleOf), [bars.data])
  return (
    <div className="stack">
      {bars.data ? (
        <CandleChart
          label={`Minutes of ${symbol} today, with entry at ${entryPrice}, target ${target} and the moves of the stop`}
          {...{ bars: candles, levels, stops }}
        />
      ) : (
        <ChartWaiting error={bars.error} />
      )}
      <details>
        <summary>How the stop went</summary>
        <DataTable
          label={`Stops of ${symbol}`}
          rows={decision.data?.stops ?? []}
          keyOf={({ at, stop }) => `${at} ${stop}`}
          empty="No stop is recorded yet."
          columns={[
            { title: 'When', cell: ({ at }) => <Moment at={at} /> },
            { title: 'By', cell: ({ kind }) => kind },
            { title: 'Stop', cell: ({ stop }) => <Price exact={stop} />, isNumber: true },
          ]}
        />
      </details>
    </div>
  )
}

type Bar = Answer<'/bars/:symbol'>['bars'][number]

function candleOf({ at, open, high, low, close }: Bar): Candle {
  return { at, open: Number(open), high: Number(high), low: Number(low), close: Number(close) }
}

function ChartWaiting({ error }: { readonly error: Error | null }) {
  if (!error) return <div className="chart tall waiting" role="status" aria-label="Loading" />
  const words =
    error instanceof ApiError && error.status === 404 ? 'No minutes of today are known yet.' : error.message
  return <p className="chart tall empty">{words}</p>
}
