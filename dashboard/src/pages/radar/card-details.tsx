import type { ReactNode } from 'react'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pct, Price, Usd } from '../../components/money.tsx'
import { kindWords } from './event-chips.tsx'
import type { RadarCard } from './radar-answers.ts'
import { rankText } from './rank-pill.tsx'

/** Every figure behind a rank, folded away until it is asked for. */
export function CardDetails({ card }: { readonly card: RadarCard }) {
  return (
    <details>
      <summary>
        Figures and points<span className="visually-hidden"> of {card.symbol}</span>
      </summary>
      <div className="stack">
        <DataTable
          label={`Figures of ${card.symbol}`}
          columns={FIGURE_COLUMNS}
          rows={figureRows(card)}
          keyOf={({ name }) => name}
          empty="No figures."
        />
        <h3>Points</h3>
        <DataTable
          label={`Points behind the rank of ${card.symbol}`}
          columns={POINT_COLUMNS}
          rows={pointRows(card)}
          keyOf={({ name }) => name}
          empty="No points."
        />
        <h3>Events</h3>
        <DataTable
          label={`Events of ${card.symbol}`}
          columns={EVENT_COLUMNS}
          rows={card.events}
          keyOf={({ kind, date, source }) => `${kind} ${date} ${source}`}
          empty="No event is known."
        />
      </div>
    </details>
  )
}

interface Row {
  readonly name: string
  readonly value: ReactNode
}

function figureRows(card: RadarCard): readonly Row[] {
  const { bid, ask, last, quoteTime, spreadPct, averageDailyValue, expectedMovePct, lastDay } = card
  return [
    { name: 'Bid', value: <Price exact={bid} /> },
    { name: 'Ask', value: <Price exact={ask} /> },
    { name: 'Last', value: <Price exact={last} /> },
    { name: 'Quote of', value: <Moment at={quoteTime} day /> },
    { name: 'Spread', value: <Pct value={spreadPct} signed={false} /> },
    { name: 'Traded a day, USD', value: <Usd exact={averageDailyValue} /> },
    { name: 'Expected move', value: <Pct value={expectedMovePct} signed={false} /> },
    { name: 'Last whole day', value: lastDay },
  ]
}

function pointRows({ points, rank }: RadarCard): readonly Row[] {
  return [
    { name: 'Every symbol has', value: '50.0' },
    { name: 'Liquidity', value: added(points.liquidity) },
    { name: 'Spread', value: added(points.spread) },
    { name: 'Expected move', value: added(points.expectedMove) },
    { name: 'Upcoming event', value: added(points.event) },
    { name: 'Rank, at most 100', value: rankText(rank) },
  ]
}

function added(points: number): string {
  return `+${points.toFixed(1)}`
}

const NAME: Column<Row> = { title: 'Name', cell: ({ name }) => name }
const FIGURE_COLUMNS = [NAME, { title: 'Figure', isNumber: true, cell: ({ value }: Row) => value }]
const POINT_COLUMNS = [NAME, { title: 'Points', isNumber: true, cell: ({ value }: Row) => value }]

const EVENT_COLUMNS: readonly Column<RadarCard['events'][number]>[] = [
  { title: 'Date', cell: ({ date }) => <span className="number">{date}</span> },
  { title: 'Kind', cell: ({ kind, title }) => (title ? `${kindWords(kind)}: ${title}` : kindWords(kind)) },
  { title: 'Weight', isNumber: true, cell: ({ materiality }) => materiality.toFixed(1) },
  { title: 'Source', cell: ({ source }) => source },
]
