import type { Answer } from '../../api/client.ts'
import { type Column, DataTable } from '../../components/data-table.tsx'
import { Figures } from '../../components/figures.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pct, Price, Usd } from '../../components/money.tsx'
import { armWords } from '../bandit/arm-words.ts'
import { signedText } from '../bandit/signed-text.ts'

type Decision = Answer<'/decisions/:id'>
type Order = Decision['orders'][number]
type Trade = Decision['trades'][number]

/** The orders of a decision, entry and exits. */
export function Orders({ orders }: { readonly orders: readonly Order[] }) {
  return (
    <DataTable
      label="Orders"
      columns={ORDER_COLUMNS}
      rows={orders}
      keyOf={({ intentId }) => intentId}
      empty="No order followed from it."
    />
  )
}

/** The closed trades of a decision. */
export function Trades({ trades }: { readonly trades: readonly Trade[] }) {
  return (
    <DataTable
      label="Trades"
      columns={TRADE_COLUMNS}
      rows={trades}
      keyOf={({ tradeId }) => tradeId}
      empty="No trade was closed."
    />
  )
}

/** What the bandit learned from a proposal. */
export function Reward({ reward }: { readonly reward: NonNullable<Decision['reward']> }) {
  return (
    <div className="stack">
      <Figures
        of={[
          ['Arm', armWords(reward.arm)],
          ['R after costs', signedText(reward.riskMultiple)],
          ['Reward', signedText(reward.reward)],
        ]}
      />
      <p className="muted small">
        Learned <Moment at={reward.at} day />
      </p>
    </div>
  )
}

const ORDER_COLUMNS: readonly Column<Order>[] = [
  { title: 'Time', cell: ({ createdAt }) => <Moment at={createdAt} day /> },
  { title: 'Order', cell: ({ side, purpose, type }) => `${side} ${purpose}, ${type}` },
  { title: 'Shares', isNumber: true, cell: ({ quantity }) => quantity },
  { title: 'Price', isNumber: true, cell: ({ price }) => price && <Price exact={price} /> },
  { title: 'Filled', isNumber: true, cell: ({ filledQuantity }) => filledQuantity },
  { title: 'At', isNumber: true, cell: ({ averagePrice }) => averagePrice && <Price exact={averagePrice} /> },
  { title: 'State', cell: ({ state, note }) => (note ? `${state}: ${note}` : state) },
]

const TRADE_COLUMNS: readonly Column<Trade>[] = [
  { title: 'Out', cell: ({ exitTime }) => <Moment at={exitTime} day /> },
  { title: 'Shares', isNumber: true, cell: ({ quantity }) => quantity },
  { title: 'Entry', isNumber: true, cell: ({ entryPrice }) => <Price exact={entryPrice} /> },
  { title: 'Exit', isNumber: true, cell: ({ exitPrice }) => <Price exact={exitPrice} /> },
  { title: 'Profit, USD', isNumber: true, cell: ({ profit }) => <Usd exact={profit} signed /> },
  { title: 'Profit, %', isNumber: true, cell: ({ profitPct }) => <Pct value={profitPct} /> },
  { title: 'Fees', isNumber: true, cell: ({ fees }) => <Usd exact={fees} /> },
  { title: 'Minutes', isNumber: true, cell: ({ minutesHeld }) => Math.round(minutesHeld) },
  { title: 'Reason', cell: ({ reason }) => reason },
]
