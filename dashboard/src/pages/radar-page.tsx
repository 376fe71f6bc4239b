import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Panel } from '../components/panel.tsx'
import { Card } from './radar/card.tsx'
import { LastLook } from './radar/last-look.tsx'

type Radar = Answer<'/radar'>

/** The catalyst symbols by rank, those that could not be ranked, and the way to look and to propose. */
export function RadarPage() {
  const radar = useApi('/radar', { every: 'normal' })
  return (
    <>
      <LastLook radar={radar.data} />
      <Loaded query={radar} room="40rem">
        {(answer) => <Look radar={answer} />}
      </Loaded>
    </>
  )
}

function Look({ radar: { at, cards, unranked, eventProblems } }: { readonly radar: Radar }) {
  if (at === undefined)
    return <p className="empty">Nothing was looked at yet. Press “Scan now” to rank the catalyst symbols.</p>
  return (
    <>
      {eventProblems.length > 0 && <EventProblems problems={eventProblems} />}
      {cards.length === 0 && <p className="empty">No symbol could be ranked. The reasons stand below.</p>}
      <div className="columns">
        {cards.map((card) => (
          <Card key={card.symbol} card={card} />
        ))}
      </div>
      <Panel title="Not ranked">
        <DataTable
          label="Symbols without a rank"
          columns={UNRANKED_COLUMNS}
          rows={unranked}
          keyOf={({ symbol }) => symbol}
          empty="Every catalyst symbol has a rank."
        />
      </Panel>
    </>
  )
}

function EventProblems({ problems }: { readonly problems: readonly string[] }) {
  return (
    <div className="banner" data-tone="warn" role="status">
      <strong>Events may be missing</strong>
      {problems.map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
    </div>
  )
}

const UNRANKED_COLUMNS: readonly Column<Radar['unranked'][number]>[] = [
  { title: 'Symbol', cell: ({ symbol }) => symbol },
  { title: 'Reason', cell: ({ reason }) => reason },
  { title: 'Code', cell: ({ code }) => <span className="code">{code}</span> },
]
