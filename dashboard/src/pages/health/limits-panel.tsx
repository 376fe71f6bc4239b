import type { Answer } from '../../api/client.ts'
import { useApi } from '../../api/use-api.ts'
import { Loaded } from '../../components/loaded.tsx'
import { Moment } from '../../components/moment.tsx'
import { Panel } from '../../components/panel.tsx'
import { Meter } from './meter.tsx'

type Broker = NonNullable<Answer<'/rate-limits'>['broker']>

/** What is used of the limits that the broker sets. */
export function LimitsPanel() {
  const limits = useApi('/rate-limits', { every: 'normal' })
  return (
    <Panel title="Limits of the broker">
      <Loaded query={limits} room="12rem">
        {({ broker }) =>
          broker ? <Limits broker={broker} /> : <p className="empty">This broker sets no limits.</p>
        }
      </Loaded>
    </Panel>
  )
}

function Limits({
  broker: { callsToday, callsPerDayMax, entriesStopAtPct, modules },
}: {
  readonly broker: Broker
}) {
  return (
    <>
      <Meter name="All calls today" used={callsToday} most={callsPerDayMax} warnPct={entriesStopAtPct} />
      <p className="muted small">From {entriesStopAtPct} % on nothing is bought; exits still go out.</p>
      {modules.map((use) => (
        <ModuleUse key={use.module} use={use} warnPct={entriesStopAtPct} />
      ))}
    </>
  )
}

function ModuleUse({
  use: { module, callsToday, callsThisHour, callsPerHourMax, quotesThisHour, pausedUntil },
  warnPct,
}: {
  readonly use: Broker['modules'][number]
  readonly warnPct: number
}) {
  return (
    <div>
      {callsPerHourMax === undefined ? (
        <p>
          {module}: {callsThisHour} calls this hour, without a limit by the hour
        </p>
      ) : (
        <Meter name={`${module}, this hour`} used={callsThisHour} most={callsPerHourMax} warnPct={warnPct} />
      )}
      <p className="muted small">
        {callsToday} calls today
        {quotesThisHour > 0 && `, ${quotesThisHour} quotes this hour`}
        {pausedUntil !== undefined && (
          <>
            , <strong>paused</strong> by the broker until <Moment at={pausedUntil} />
          </>
        )}
      </p>
    </div>
  )
}
