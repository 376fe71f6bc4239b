import { useApi } from '../../api/use-api.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Pct } from '../../components/money.tsx'
import { Panel } from '../../components/panel.tsx'

/** How often the caches of this process had what was asked for. */
export function CachesPanel() {
  const caches = useApi('/caches', { every: 'slow' })
  return (
    <Panel title="Caches" aside={<span className="muted small">since the process started</span>}>
      <Loaded query={caches}>
        {(answer) => (
          <DataTable
            label="Caches"
            columns={[
              { title: 'Of', cell: ({ kind }) => kind },
              { title: 'Hits', cell: ({ hits }) => hits, isNumber: true },
              { title: 'Misses', cell: ({ misses }) => misses, isNumber: true },
              { title: 'Hit rate', cell: ({ hitRatePct }) => rate(hitRatePct), isNumber: true },
            ]}
            rows={answer.caches}
            keyOf={({ kind }) => kind}
            empty="This process keeps no cache."
          />
        )}
      </Loaded>
    </Panel>
  )
}

function rate(pct: number | undefined) {
  return pct === undefined ? '–' : <Pct value={pct} signed={false} />
}
