import { useApi } from '../../api/use-api.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'
import { GroupTable } from './group-table.tsx'
import { reasonWords } from './reason-words.ts'

/** The same trades, cut in four ways. */
export function GroupsPanel() {
  const statistics = useApi('/statistics', { every: 'slow' })
  return (
    <Panel title="Where it comes from" aside={<span className="muted small">the latest 500 trades</span>}>
      <Loaded query={statistics} room="30rem">
        {({ bySymbol, byStrategy, byReason, byDay }) => (
          <div className="halves">
            <GroupTable title="By symbol" name="Symbol" rows={bySymbol} />
            <GroupTable
              title="By strategy"
              name="Strategy"
              rows={byStrategy}
              note="A trade counts for each strategy that voted for it."
            />
            <GroupTable title="By reason" name="Reason" rows={byReason} words={reasonWords} />
            <GroupTable title="By day" name="Day" rows={byDay} isByDay />
          </div>
        )}
      </Loaded>
    </Panel>
  )
}
