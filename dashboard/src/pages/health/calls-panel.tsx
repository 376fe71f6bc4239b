import { useApi } from '../../api/use-api.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'

/** Calls to others since this process started, and how long they took. */
export function CallsPanel() {
  const metrics = useApi('/metrics', { every: 'normal' })
  return (
    <Panel title="Calls" aside={<span className="muted small">since the process started</span>}>
      <Loaded query={metrics}>
        {({ process: { calls } }) => (
          <DataTable
            label="Calls to others"
            columns={[
              { title: 'To', cell: ({ name }) => name },
              { title: 'Calls', cell: (use) => use.calls, isNumber: true },
              { title: 'Failed', cell: ({ failures }) => failures, isNumber: true },
              { title: 'p50', cell: ({ p50Ms }) => milliseconds(p50Ms), isNumber: true },
              { title: 'p95', cell: ({ p95Ms }) => milliseconds(p95Ms), isNumber: true },
            ]}
            rows={calls}
            keyOf={({ name }) => name}
            empty="This process has called nobody yet."
          />
        )}
      </Loaded>
    </Panel>
  )
}

function milliseconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value < 10 ? value.toFixed(1) : Math.round(value)} ms`
}
