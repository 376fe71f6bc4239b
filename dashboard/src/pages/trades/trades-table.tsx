import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pct, Price, Usd } from '../../components/money.tsx'
import { reasonWords } from './reason-words.ts'

type TradeRow = Answer<'/trades'>['trades'][number]

/** Closed trades, each with its way to the decision that it came from. */
export function TradesTable({
  rows,
  isOneDay,
}: {
  readonly rows: readonly TradeRow[]
  /** The day stands in the heading. */
  readonly isOneDay: boolean
}) {
  return (
    <>
      <DataTable
        label="Closed trades"
        columns={columns(!isOneDay)}
        rows={rows}
        keyOf={({ tradeId }) => tradeId}
        empty={
          isOneDay
            ? 'Nothing was closed on that date.'
            : 'No trade yet. It stands here once a position was closed.'
        }
      />
      {rows.length > 0 && (
        <p className="muted small">
          A symbol leads to the decision behind its trade. MFE and MAE: the furthest that the price went for
          and against the position, in percent of the entry.
        </p>
      )}
    </>
  )
}

function columns(day: boolean): readonly Column<TradeRow>[] {
  return [
    { title: 'Symbol', cell: (trade) => <DecisionLink trade={trade} /> },
    { title: 'Bought', cell: ({ entryTime }) => <Moment at={entryTime} day={day} /> },
    { title: 'Sold', cell: ({ exitTime }) => <Moment at={exitTime} /> },
    { title: 'Minutes', cell: ({ minutesHeld }) => Math.round(minutesHeld), isNumber: true },
    { title: 'Shares', cell: ({ quantity }) => quantity, isNumber: true },
    { title: 'Entry', cell: ({ entryPrice }) => <Price exact={entryPrice} />, isNumber: true },
    { title: 'Exit', cell: ({ exitPrice }) => <Price exact={exitPrice} />, isNumber: true },
    { title: 'P&L, USD', cell: ({ profit }) => <Usd exact={profit} signed />, isNumber: true },
    { title: 'P&L, %', cell: ({ profitPct }) => <Pct value={profitPct} />, isNumber: true },
    { title: 'Reason', cell: ({ reason }) => reasonWords(reason) },
    { title: 'MFE', cell: ({ favourablePct }) => <Pct value={favourablePct} />, isNumber: true },
    { title: 'MAE', cell: ({ adversePct }) => <Pct value={adversePct} />, isNumber: true },
  ]
}

function DecisionLink({ trade: { symbol, decisionId } }: { readonly trade: TradeRow }) {
  return (
    <Link className="touch" href={`/decisions/${encodeURIComponent(decisionId)}`}>
      {symbol}
      <span className="visually-hidden">: why it was bought and sold</span>
    </Link>
  )
}
