import type { Answer } from '../../api/client.ts'
import { Pill } from '../../components/pill.tsx'

/** What has to be right before the session, check by check. */
export function GoNoGo({ today: { goNoGo } }: { readonly today: Answer<'/today'> }) {
  if (!goNoGo) return <p className="empty">The checks come at 9:25 ET of a trading day.</p>
  const failing = goNoGo.filter(({ ok }) => !ok).length
  return (
    <div className="stack">
      <p>
        <Pill tone={failing === 0 ? 'good' : 'bad'}>
          {failing === 0 ? 'GO' : `NO GO: ${failing} to mend`}
        </Pill>
      </p>
      <dl className="stack">
        {goNoGo.map(({ name, ok, detail }) => (
          <div key={name}>
            <dt>
              <strong>{name}</strong> <Pill tone={ok ? 'good' : 'bad'}>{ok ? 'fine' : 'not fine'}</Pill>
            </dt>
            <dd className="muted small">{detail}</dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
