import { useState } from 'react'
import { useApi } from '../api/use-api.ts'
import { Loaded } from '../components/loaded.tsx'
import { Panel } from '../components/panel.tsx'
import { DateFilter } from './trades/date-filter.tsx'
import { EquityPanel } from './trades/equity-panel.tsx'
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
  const title = data?.date === undefined ? `The latest ${LATEST} trades` : `Trades of ${data.date}`
  return (
    <>
      <div className="title-row">
        <h1>Trades</h1>
        <DateFilter date={date} onChange={setDate} />
      </div>
      <div className="stack trades" aria-busy={isPlaceholderData}>
        <Panel title={`Figures: ${title.toLowerCase()}`}>
          <Loaded query={trades} room="7.5rem">
            {({ statistics }) => <TradeFigures statistics={statistics} />}
          </Loaded>
        </Panel>
        <EquityPanel />
        <Panel title={title}>
          <Loaded query={trades} room="20rem">
            {(answer) => <TradesTable rows={answer.trades} isOneDay={answer.date !== undefined} />}
          </Loaded>
        </Panel>
      </div>
      <GroupsPanel />
    </>
  )
}
