import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { AlertList } from '../components/alert-list.tsx'
import { EquityPanel } from '../components/equity-panel.tsx'
import { Figures } from '../components/figures.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Moment } from '../components/moment.tsx'
import { Usd } from '../components/money.tsx'
import { Panel } from '../components/panel.tsx'
import { Pill } from '../components/pill.tsx'
import { GoNoGo } from './today/go-no-go.tsx'
import { OpenPositions } from './today/open-positions.tsx'

const ALERTS = 8

/** How it stands: the day's result, what is held and how it is protected, whether everything is ready. */
export function TodayPage() {
  const today = useApi('/today', { every: 'fast' })
  return (
    <>
      <h1>Today</h1>
      <Panel title="The day" aside={today.data && <SessionWords session={today.data.session} />}>
        <Loaded query={today} room="7rem">
          {(answer) => <DayFigures today={answer} />}
        </Loaded>
      </Panel>
      <OpenPositions />
      <EquityPanel every="normal" />
      <div className="columns">
        <Panel title="Go or no go">
          <Loaded query={today} room="14rem">
            {(answer) => <GoNoGo today={answer} />}
          </Loaded>
        </Panel>
        <Panel title="What was told">
          <AlertList limit={ALERTS} />
        </Panel>
      </div>
    </>
  )
}

type Today = Answer<'/today'>

function DayFigures({ today }: { readonly today: Today }) {
  const { day, openProfit, equity, selection, lastScanAt, lastMonitorAt } = today
  return (
    <Figures
      of={[
        ['Realised today, USD', <Usd key="realized" exact={day.realized} signed />],
        ['Open, USD', openProfit === undefined ? 'not known' : <Usd key="open" exact={openProfit} signed />],
        ['Account, USD', equity === undefined ? 'not known' : <Usd key="equity" exact={equity} />],
        ['Entries and exits', `${day.entries} and ${day.exits}`],
        ['Wins', `${day.wins} of ${day.exits}`],
        ['Last scan', lastScanAt ? <Moment key="scan" at={lastScanAt} /> : 'none today'],
        ['Last monitor', lastMonitorAt ? <Moment key="monitor" at={lastMonitorAt} /> : 'none today'],
        [
          'May be entered',
          selection ? `${selection.symbols.length} symbols, ${selection.regime}` : 'not chosen yet',
        ],
      ]}
    />
  )
}

function SessionWords({ session }: { readonly session: Today['session'] }) {
  const { phase, opensAt, closesAt, name, nextOpensAt } = session
  if (phase === 'open' && closesAt)
    return (
      <Pill tone="good">
        Open until <Moment at={closesAt} />
      </Pill>
    )
  const opens = opensAt && phase === 'before' ? opensAt : nextOpensAt
  return (
    <Pill>
      {name ?? 'Closed'}
      {opens && (
        <>
          , opens <Moment at={opens} day />
        </>
      )}
    </Pill>
  )
}
