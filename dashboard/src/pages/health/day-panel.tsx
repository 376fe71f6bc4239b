import { useApi } from '../../api/use-api.ts'
import { Figures } from '../../components/figures.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'

/** Runs of today, and for how long positions stood without a whole stop at the broker. */
export function DayPanel() {
  const metrics = useApi('/metrics', { every: 'normal' })
  return (
    <Panel title="Runs and naked seconds of today">
      <Loaded query={metrics} room="9rem">
        {({ today: { scans, monitors }, nakedSeconds }) => (
          <>
            <Figures
              of={[
                ['Scans', scans],
                ['Monitors', monitors],
                ['Naked, half below', seconds(nakedSeconds?.p50)],
                ['Naked, 99 % below', seconds(nakedSeconds?.p99)],
                ['Naked, worst', seconds(nakedSeconds?.worst)],
              ]}
            />
            <p className="muted small">
              {nakedSeconds
                ? 'Naked: without a whole stop at the broker, over the trades that were closed today.'
                : 'Naked seconds are known once a trade was closed today.'}
            </p>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function seconds(value: number | undefined): string {
  return value === undefined ? '–' : `${value.toFixed(1)} s`
}
