import { Pill } from '../../components/pill.tsx'
import type { RadarCard } from './radar-answers.ts'

type Event = RadarCard['events'][number]

const MOMENTS: Readonly<Record<Event['moment'], string>> = {
  'before-open': ' before the open',
  'during-session': ' during the session',
  'after-close': ' after the close',
  unknown: '',
}

/** What may move a symbol and when, in a few words each. */
export function EventChips({ events }: Pick<RadarCard, 'events'>) {
  if (events.length === 0) return <p className="muted small chips">No event is known</p>
  return (
    <ul className="chips" aria-label="Events">
      {events.map((event) => (
        <li key={`${event.kind} ${event.date} ${event.source}`}>
          <Pill tone="info">
            {kindWords(event.kind)} {dayWords(event.daysAhead)}
            {MOMENTS[event.moment]}
          </Pill>
        </li>
      ))}
    </ul>
  )
}

/** "FDA_PDUFA" → "FDA PDUFA", "TRIAL_READOUT" → "Trial readout". */
export function kindWords(kind: string): string {
  if (kind.startsWith('FDA')) return kind.replace('_', ' ')
  return kind.charAt(0) + kind.slice(1).toLowerCase().replaceAll('_', ' ')
}

function dayWords(daysAhead: number): string {
  const days = Math.abs(daysAhead) === 1 ? '1 day' : `${Math.abs(daysAhead)} days`
  if (daysAhead === 0) return 'today'
  return daysAhead > 0 ? `in ${days}` : `${days} ago`
}
