import { lazy, Suspense, useMemo } from 'react'
import type { Answer } from '../api/client.ts'
import { type REFRESH_MS, useApi } from '../api/use-api.ts'
import { Loaded } from './loaded.tsx'
import { usdText } from './money.tsx'
import { Panel } from './panel.tsx'

const LineChart = lazy(async () => ({ default: (await import('../charts/line-chart.tsx')).LineChart }))

const DAYS = 90
const ROOM = '16rem'

/** The equity of the account over the last 90 days, up to the latest look of today. */
export function EquityPanel({ every }: { readonly every: keyof typeof REFRESH_MS }) {
  const equity = useApi('/equity', { query: { days: DAYS }, every })
  return (
    <Panel title={`Equity, USD, ${DAYS} days`}>
      <Loaded query={equity} room={ROOM}>
        {(answer) => <EquityChart equity={answer} />}
      </Loaded>
    </Panel>
  )
}

function EquityChart({ equity }: { readonly equity: Answer<'/equity'> }) {
  const points = useMemo(() => pointsOf(equity), [equity])
  const series = useMemo(() => [{ name: 'Equity', points }], [points])
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 2)
    return <p className="empty">The curve begins with the second look at what the account is worth.</p>
  return (
    <Suspense fallback={<div className="waiting" style={{ ['--room' as string]: ROOM }} />}>
      <LineChart
        label={`Equity from ${first.words} to ${last.words} US dollars over ${points.length} looks`}
        series={series}
        height={ROOM}
      />
    </Suspense>
  )
}

/** One point a day; of today only the latest, or its minutes would take the whole width. A first day has nothing but them. */
function pointsOf({ points, today }: Answer<'/equity'>) {
  const kept = points.length === 0 ? today : [...points, ...today.slice(-1)]
  return kept.map(({ at, equity }) => ({ at, value: Number(equity), words: usdText(equity) }))
}
