import type { Answer } from '../api/client.ts'
import { useApi } from '../api/use-api.ts'
import { Loaded } from './loaded.tsx'
import { Moment } from './moment.tsx'
import { Pill } from './pill.tsx'

type Alert = Answer<'/alerts'>['alerts'][number]

const STATUS_WORDS: Readonly<Record<Alert['status'], string>> = {
  pending: 'waits to be sent',
  sending: 'is being sent',
  sent: 'sent',
}

/** The latest that the owner was told, newest first. */
export function AlertList({ limit }: { readonly limit: number }) {
  const alerts = useApi('/alerts', { query: { limit }, every: 'normal' })
  return (
    <Loaded query={alerts} room="14rem">
      {({ alerts: rows }) =>
        rows.length === 0 ? (
          <p className="empty">Nothing was told yet.</p>
        ) : (
          <ul className="feed">
            {rows.map((alert) => (
              <AlertItem key={alert.alertId} alert={alert} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function AlertItem({ alert: { at, title, text, status, isCritical } }: { readonly alert: Alert }) {
  const rest = text.slice(title.length).trim()
  return (
    <li>
      <p className="muted small">
        <Moment at={at} day /> · {STATUS_WORDS[status]} {isCritical && <Pill tone="bad">Critical</Pill>}
      </p>
      {rest === '' ? (
        <p>{title}</p>
      ) : (
        <details>
          <summary>{title}</summary>
          <p className="told">{rest}</p>
        </details>
      )}
    </li>
  )
}
