import type { Answer } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Panel } from '../../components/panel.tsx'
import { Pill } from '../../components/pill.tsx'

type Alert = Answer<'/alerts'>['alerts'][number]

const LATEST = 30
const STATUS_WORDS: Readonly<Record<Alert['status'], string>> = {
  pending: 'waits to be sent',
  sending: 'is being sent',
  sent: 'sent',
}

/** What the owner was told, newest first. */
export function AlertsPanel() {
  const alerts = useApi('/alerts', { query: { limit: LATEST }, every: 'normal' })
  return (
    <Panel title={`The latest ${LATEST} alerts`}>
      <Loaded query={alerts} room="20rem">
        {({ alerts: rows }) =>
          rows.length === 0 ? (
            <p className="empty">No alert yet.</p>
          ) : (
            <ul className="feed">
              {rows.map((alert) => (
                <AlertItem key={alert.alertId} alert={alert} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Panel>
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
