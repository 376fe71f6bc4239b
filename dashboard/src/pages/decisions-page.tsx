import { useState } from 'react'
import { Link, useSearchParams } from 'wouter'
import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { type Column, DataTable } from '../components/data-table.tsx'
import { Loaded } from '../components/loaded.tsx'
import { Moment } from '../components/moment.tsx'
import { Panel } from '../components/panel.tsx'
import { DecisionsFilter } from './decisions/decisions-filter.tsx'
import { KindPill } from './decisions/kind-pill.tsx'

const ROWS_USUAL = 100
const ROWS_MOST = 500

/** The decisions of a date, newest first. What is asked for stands in the address, so that it can be kept and gone back to. */
export function DecisionsPage() {
  const [asked, setAsked] = useSearchParams()
  const [limit, setLimit] = useState(ROWS_USUAL)
  const date = asked.get('date') ?? undefined
  const symbol = asked.get('symbol') ?? undefined
  // Every decision of the date is read for an answer: seldom is enough.
  const decisions = useApi('/decisions', { every: 'slow', query: { date, symbol, limit } })
  const shown = date ?? decisions.data?.date
  return (
    <>
      <h1>Decisions</h1>
      <DecisionsFilter
        key={`${shown} ${symbol}`}
        {...(shown !== undefined && { date: shown })}
        {...(symbol !== undefined && { symbol })}
        onAsk={(wanted) => setAsked({ ...wanted })}
      />
      <Panel title={shown === undefined ? 'Decisions' : `Decisions of ${shown}`}>
        <Loaded query={decisions} room="30rem">
          {(answer) => (
            <div className="stack" aria-busy={decisions.isPlaceholderData}>
              <Rows decisions={answer.decisions} search={searchOf(asked)} />
              {answer.decisions.length === limit && <More limit={limit} onMore={() => setLimit(ROWS_MOST)} />}
            </div>
          )}
        </Loaded>
      </Panel>
    </>
  )
}

type Decision = Answer<'/decisions'>['decisions'][number]

function Rows({ decisions, search }: { readonly decisions: readonly Decision[]; readonly search: string }) {
  return (
    <DataTable
      label="Decisions, newest first"
      columns={columnsWith(search)}
      rows={decisions}
      keyOf={({ decisionId }) => decisionId}
      empty="No decision is kept for this date and symbol. Scans decide during the session; refusals are kept as well."
    />
  )
}

function More({ limit, onMore }: { readonly limit: number; readonly onMore: () => void }) {
  return (
    <p className="title-row">
      <span className="muted small">The newest {limit} are shown.</span>
      {limit < ROWS_MOST && (
        <button type="button" onClick={onMore}>
          Show up to {ROWS_MOST}
        </button>
      )}
    </p>
  )
}

function columnsWith(search: string): readonly Column<Decision>[] {
  return [
    { title: 'Time', cell: ({ at }) => <Moment at={at} /> },
    {
      title: 'Decision',
      cell: ({ decisionId, symbol, kind, headline }) => (
        <div className="decision">
          <strong>{symbol}</strong>
          <span>
            <KindPill kind={kind} />
          </span>
          <Link className="touch" href={`/decisions/${encodeURIComponent(decisionId)}${search}`}>
            {headline}
          </Link>
        </div>
      ),
    },
  ]
}

/** Taken along to the decision, so that its way back leads to the same list. */
function searchOf(asked: URLSearchParams): string {
  return asked.size > 0 ? `?${asked}` : ''
}
