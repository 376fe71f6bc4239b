import { useMemo } from 'react'
import { useApi } from '../../api/use-api.ts'
import { LineChart } from '../../charts/line-chart.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'

/** What the account was worth at the closes of the last 90 days, and when it was last looked at. */
export function EquityPanel() {
  const equity = useApi('/equity', { query: { days: 90 }, every: 'normal' })
  const series = useMemo(() => {
    const points = [...(equity.data?.points ?? []), ...(equity.data?.today ?? [])]
    return [
      { name: 'Account', points: points.map(({ at, equity: value }) => ({ at, value: Number(value) })) },
    ]
  }, [equity.data])
  const isDrawable = (series[0]?.points.length ?? 0) > 1
  return (
    <Panel title="Equity over 90 days, USD">
      <Loaded query={equity} room="16rem">
        {() =>
          isDrawable ? (
            <LineChart label="What the account was worth at each close of the last 90 days" series={series} />
          ) : (
            <p className="empty">Not enough days yet: each daily report notes one.</p>
          )
        }
      </Loaded>
    </Panel>
  )
}
