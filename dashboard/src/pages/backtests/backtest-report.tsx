import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { get } from '../../api/client.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Panel } from '../../components/panel.tsx'
import { SaveReport } from './save-report.tsx'

/** One report as it was written, shut off from the dashboard: it may run nothing and fetch nothing. */
export function BacktestReport({ id, name }: { readonly id: string; readonly name: string }) {
  // A report never changes and may be large, so that it is read once.
  const report = useQuery({
    queryKey: ['/backtests/:id', id],
    queryFn: () => get('/backtests/:id', { params: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
  })
  const close = useRef<HTMLAnchorElement>(null)
  useEffect(() => close.current?.focus(), [])
  return (
    <Panel
      title={name}
      aside={
        <Link ref={close} className="button" href="/backtests">
          Close the report
        </Link>
      }
    >
      <Loaded query={report} room="80vh">
        {({ html }) => (
          <>
            <iframe className="report" title={`Backtest report: ${name}`} sandbox="" srcDoc={html} />
            <SaveReport id={id} html={html} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}
