import { useApi } from '../../api/use-api.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Pill } from '../../components/pill.tsx'

const SHOWN = 8

/** The latest that the owner was told. */
export function AlertList() {
  const alerts = useApi('/alerts', { query: { limit: SHOWN }, every: 'normal' })
  return (
    <Loaded query={alerts} room="14rem">
      {(answer) =>
        answer.alerts.length === 0 ? (
          <p className="empty">Nothing was told yet.</p>
        ) : (
          <ul className="stack" style={{ listStyle: 'none' }}>
            {answer.alerts.map(({ at, title, text, isCritical, status }) => (
              <li key={`${at} ${title}`}>
                <p className="small muted">
                  <Moment at={at} day /> {isCritical && <Pill tone="bad">critical</Pill>}{' '}
                  {status !== 'sent' && <Pill tone="warn">not delivered yet</Pill>}
                </p>
                <details>
                  <summary>{title}</summary>
                  <p className="small" style={{ whiteSpace: 'pre-line' }}>
                    {text}
                  </p>
                </details>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
