import { useSearchParams } from 'wouter'
import { useApi } from '../api/use-api.ts'
import { Loaded } from '../components/loaded.tsx'
import { Panel } from '../components/panel.tsx'
import { BacktestReport } from './backtests/backtest-report.tsx'
import { BacktestsTable } from './backtests/backtests-table.tsx'

/** The backtests whose reports are kept; the one that the address names is open. */
export function BacktestsPage() {
  const backtests = useApi('/backtests', { every: 'slow' })
  const [search] = useSearchParams()
  const opened = search.get('report')
  const name = backtests.data?.reports.find(({ id }) => id === opened)?.name
  return (
    <>
      <h1>Backtests</h1>
      {opened !== null && <BacktestReport key={opened} id={opened} name={name ?? opened} />}
      <Panel title="Kept reports">
        <Loaded query={backtests} room="16rem">
          {({ reports }) =>
            reports.length === 0 ? <NoReports /> : <BacktestsTable rows={reports} opened={opened} />
          }
        </Loaded>
      </Panel>
    </>
  )
}

function NoReports() {
  return (
    <p className="empty">
      No report is kept here. On your own computer <span className="code">npm run openbell backtest</span>{' '}
      makes one; in the cloud there are none.
    </p>
  )
}
