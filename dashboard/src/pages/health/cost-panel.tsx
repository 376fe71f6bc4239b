import type { Answer } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { DataTable } from '../../components/data-table.tsx'
import { Figures } from '../../components/figures.tsx'
import { Loaded } from '../../components/loaded.tsx'
import { Usd } from '../../components/money.tsx'
import { Panel } from '../../components/panel.tsx'

type Cost = Answer<'/cost'>

const WHOLE = new Intl.NumberFormat('en-US')

/** What today has used of the cloud, and what a month of such days costs. */
export function CostPanel() {
  const cost = useApi('/cost', { every: 'slow' })
  return (
    <Panel title="Cost of the cloud">
      <Loaded query={cost} room="9rem">
        {(answer) =>
          answer.usage ? (
            <CostOfDays cost={answer} usage={answer.usage} />
          ) : (
            <p className="empty">Not known yet: no run of today has counted what it used.</p>
          )
        }
      </Loaded>
    </Panel>
  )
}

function CostOfDays({
  cost: { usdAMonth, tradingDaysAMonth, pricesOf, lines },
  usage,
}: {
  readonly cost: Cost
  readonly usage: NonNullable<Cost['usage']>
}) {
  return (
    <>
      <Figures
        of={[
          ['A month, USD', usdAMonth === undefined ? '–' : <Usd key="month" exact={usdAMonth} />],
          ['Runs today', WHOLE.format(usage.runs)],
          ['Documents read', WHOLE.format(usage.reads)],
          ['Written', WHOLE.format(usage.writes)],
        ]}
      />
      <p className="muted small">
        If {tradingDaysAMonth} days were like today so far. Prices of {pricesOf}, free amounts taken off.
      </p>
      <details>
        <summary>Line by line</summary>
        <DataTable
          label="Cost of a month"
          columns={[
            { title: 'A month', cell: ({ item }) => item },
            { title: 'Used', cell: ({ used }) => used },
            { title: 'USD', cell: ({ usd }) => <Usd exact={usd} />, isNumber: true },
          ]}
          rows={lines}
          keyOf={({ item }) => item}
          empty="Nothing is charged."
        />
      </details>
    </>
  )
}
