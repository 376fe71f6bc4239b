import { Fragment } from 'react'

const ET = 'America/New_York'

function format(zone: string | undefined, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-GB', { ...options, hourCycle: 'h23', ...(zone && { timeZone: zone }) })
}

const etTime = format(ET, { hour: '2-digit', minute: '2-digit' })
const localTime = format(undefined, { hour: '2-digit', minute: '2-digit' })
const etDay = format(ET, { day: 'numeric', month: 'short' })
const localDay = format(undefined, { day: 'numeric', month: 'short' })
const etFull = format(ET, { dateStyle: 'medium', timeStyle: 'medium' })
const localFull = format(undefined, { dateStyle: 'medium', timeStyle: 'medium' })

/** "10:06 ET · 16:06 local"; the local half is left out where both clocks show the same. */
export function bothTimes(at: string, withDay = false): string {
  return timesOf(at, withDay).join(' · ')
}

function timesOf(at: string, withDay: boolean): readonly string[] {
  const moment = new Date(at)
  const et = `${withDay ? `${etDay.format(moment)} ` : ''}${etTime.format(moment)}`
  const local = `${withDay && localDay.format(moment) !== etDay.format(moment) ? `${localDay.format(moment)} ` : ''}${localTime.format(moment)}`
  return localTime.format(moment) === etTime.format(moment) ? [`${et} ET`] : [`${et} ET`, `${local} local`]
}

/** A moment in New York and here; the full one of both under the pointer. */
export function Moment({ at, day = false }: { readonly at: string; readonly day?: boolean }) {
  const moment = new Date(at)
  return (
    <time dateTime={at} title={`${etFull.format(moment)} ET, ${localFull.format(moment)} local`}>
      {timesOf(at, day).map((text, index) => (
        <Fragment key={text}>
          {index > 0 && ' '}
          <span className="whole">{index > 0 ? `· ${text}` : text}</span>
        </Fragment>
      ))}
    </time>
  )
}

/** How long ago something was, by the clock of the system: "42 s", "3 min", "2 h 5 min". */
export function spanText(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  if (minutes < 90) return `${minutes} min`
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
