import { useState } from 'react'
import type { Answer } from '../../api/client.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Usd } from '../../components/money.tsx'

type GroupRow = Answer<'/statistics'>['bySymbol'][number]

const SHOWN_FIRST = 10

/** One way to cut the trades: the most profit first, days by date. */
export function GroupTable({
  title,
  name,
  rows,
  words = (key) => key,
  note,
  isByDay = false,
}: {
  readonly title: string
  /** What a row stands for. */
  readonly name: string
  readonly rows: readonly GroupRow[]
  /** A key as it is shown. */
  readonly words?: (key: string) => string
  readonly note?: string
  readonly isByDay?: boolean
}) {
  const [isWhole, setIsWhole] = useState(false)
  const sorted = rows.toSorted(isByDay ? byNewest : byProfit)
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      <DataTable
        label={title}
        columns={[
          { title: name, cell: ({ key }) => (isByDay ? <span className="number">{key}</span> : words(key)) },
          { title: 'Trades', cell: ({ trades }) => trades, isNumber: true },
          { title: 'Won', cell: ({ wins }) => wins, isNumber: true },
          { title: 'Profit, USD', cell: ({ profit }) => <Usd exact={profit} signed />, isNumber: true },
          { title: 'Factor', cell: factorOf, isNumber: true },
        ]}
        rows={isWhole ? sorted : sorted.slice(0, SHOWN_FIRST)}
        keyOf={({ key }) => key}
        empty="No trade yet."
      />
      {note && <p className="muted small">{note}</p>}
      {rows.length > SHOWN_FIRST && (
        <p>
          <button type="button" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {isWhole ? `Show ${SHOWN_FIRST}` : `Show all ${rows.length}`}
          </button>
        </p>
      )}
    </section>
  )
}

/** Won over lost dollars; there is none without a loss. */
function factorOf({ profitFactor, wins }: GroupRow): string {
  return profitFactor?.toFixed(2) ?? (wins > 0 ? 'no loss' : '–')
}

function byProfit(first: GroupRow, second: GroupRow): number {
  return Number(second.profit) - Number(first.profit)
}

function byNewest(first: GroupRow, second: GroupRow): number {
  return first.key < second.key ? 1 : -1
}
