import type { UseQueryResult } from '@tanstack/react-query'
import type { Answer } from '../api/client.ts'
import { Pill } from './pill.tsx'

/** Mode and everything that keeps the system from trading, in words. */
export function StatePills({ query }: { readonly query: UseQueryResult<Answer<'/today'>> }) {
  const { data, error } = query
  return (
    <div className="states" role="status" aria-label="State of the system">
      {!data && !error && <Pill>Connecting…</Pill>}
      {error && <Pill tone="bad">Disconnected</Pill>}
      {data && <Modes today={data} />}
    </div>
  )
}

function Modes({ today }: { readonly today: Answer<'/today'> }) {
  const { mode, broker, armed, needsArming, session, safeMode, isSilent } = today
  return (
    <>
      {mode === 'LIVE' ? (
        <Pill tone={broker === 'production' ? 'live' : 'warn'}>LIVE on {broker}</Pill>
      ) : (
        <Pill tone="info">DEMO, no real orders</Pill>
      )}
      {needsArming && <Pill tone={armed ? 'live' : 'warn'}>{armed ? 'Armed' : 'Not armed'}</Pill>}
      <Pill tone={session.phase === 'open' ? 'good' : 'plain'}>
        {session.phase === 'open' ? 'Market open' : 'Market closed'}
      </Pill>
      {safeMode.map(({ reason }) => (
        <Pill key={reason} tone="bad">
          {reason === 'paused' ? 'Paused' : reason === 'killed' ? 'Killed' : `Safe mode: ${reason}`}
        </Pill>
      ))}
      {isSilent && <Pill tone="bad">A job is silent</Pill>}
    </>
  )
}
