import { AlertList } from '../components/alert-list.tsx'
import { Panel } from '../components/panel.tsx'
import { CachesPanel } from './health/caches-panel.tsx'
import { CallsPanel } from './health/calls-panel.tsx'
import { ChecksPanel } from './health/checks-panel.tsx'
import { CostPanel } from './health/cost-panel.tsx'
import { DayPanel } from './health/day-panel.tsx'
import { LimitsPanel } from './health/limits-panel.tsx'
import { TokenPanel } from './health/token-panel.tsx'

const ALERTS = 30

/** Whether the machine is well: what should run, what it may still use, what it costs, what it told the owner. */
export function HealthPage() {
  return (
    <>
      <h1>Health</h1>
      <div className="columns">
        <ChecksPanel />
        <div className="stack">
          <TokenPanel />
          <LimitsPanel />
        </div>
      </div>
      <div className="columns">
        <DayPanel />
        <CostPanel />
      </div>
      <div className="columns">
        <CallsPanel />
        <CachesPanel />
      </div>
      <Panel title={`The latest ${ALERTS} alerts`}>
        <AlertList limit={ALERTS} />
      </Panel>
    </>
  )
}
