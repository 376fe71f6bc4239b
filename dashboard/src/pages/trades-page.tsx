import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { EquityPanel } from '../components/equity-panel.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Panel } from '../components/panel.tsx'
import { DateFilter } from './trades/date-filter.tsx'
import { GroupsPanel } from './trades/groups-panel.tsx'
import { TradeFigures } from './trades/trade-figures.tsx'
import { TradesTable } from './trades/trades-table.tsx'

const LATEST = 100

/** What was bought and sold, what it brought, and what brought it. */
export function TradesPage() {
  const [date, setDate] = useState('')
  const query = date === '' ? { limit: LATEST } : { date }
  const trades = useApi('/trades', { query, every: 'normal' })
  const { data, isPlaceholderData } = trades
  const day = data?.date
  return (
    <>
      <div className="title-row">
        <h1>Trades</h1>
        <DateFilter date={date} onChange={setDate} />
      </div>
      <Panel
        title={`Figures of ${day ?? 'the latest trades'}`}
        aside={<NextDate isComing={isPlaceholderData} />}
      >
        <Loaded query={trades} room="7.5rem">
          {({ statistics }) => <TradeFigures statistics={statistics} />}
        </Loaded>
      </Panel>
      <EquityPanel every="slow" />
      <Panel title={day === undefined ? `Latest trades, at most ${LATEST}` : `Trades of ${day}`}>
        <Loaded query={trades} room="20rem">
          {(answer) => <TradesTable rows={answer.trades} isOneDay={answer.date !== undefined} />}
        </Loaded>
      </Panel>
      <GroupsPanel />
    </>
  )
}

/** What was shown before stays until the trades of the date that was picked are there. */
function NextDate({ isComing }: { readonly isComing: boolean }) {
  return (
    <span className="muted small" role="status">
      {isComing ? 'Loading…' : ''}
    </span>
  )
}
