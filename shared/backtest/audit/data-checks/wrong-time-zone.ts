import { minuteOfDay } from '../../../time/exchange-time.ts'
import type { EpochMs } from '../../../time/instant.ts'
import type { Audit } from '../audit.ts'
import type { BarsView, SessionBars } from '../bars-view.ts'
import { judged } from '../judged.ts'

const OPEN_MINUTE = 570
const SLOT_MINUTES = 30
const SLOTS_A_DAY = 48
const SLOTS_A_SESSION = 13
const SHIFT_MINUTES_MIN = 60
/** A shift by an hour moves more than this share of the volume out of the regular hours. */
const GAIN_MIN = 1.1
/** A wrong zone that is right in winter shows in more than half of the dates of a year. */
const SHARE_MIN = 0.25

/**
 * Series whose trading does not begin at 9:30 in New York but an hour or more beside it, on more than a quarter of their
 * dates. Trading begins where the six and a half hours with the most volume begin; a daily bar says it with its time.
 */
export function wrongTimeZone({ sessions }: BarsView): Audit {
  return judged({
    name: 'wrong-time-zone',
    severity: 'fault',
    items: sessions,
    judge: ([series, dates]) => {
      const shifted = dates
        .map((date) => ({ date, begin: beginMinute(date) }))
        .filter(({ begin }) => Math.abs(begin - OPEN_MINUTE) >= SHIFT_MINUTES_MIN)
      const [first] = shifted
      if (!first || shifted.length <= dates.length * SHARE_MIN) return undefined
      return {
        text: `${series.symbol}: trading begins an hour or more beside 09:30 New York on ${shifted.length} of ${dates.length} dates, e.g. at ${clock(first.begin)} on ${first.date.date}`,
        symbol: series.symbol,
        at: series.time[first.date.first]! as EpochMs,
      }
    },
  })
}

function beginMinute(session: SessionBars): number {
  const { series, first } = session
  if (series.interval === 'day') return minuteOfDay(series.time[first]! as EpochMs)
  const volumes = volumeBySlot(session)
  const atOpen = sessionVolume(volumes, OPEN_MINUTE / SLOT_MINUTES)
  let best = { begin: OPEN_MINUTE, volume: atOpen * GAIN_MIN }
  for (let slot = 0; slot <= SLOTS_A_DAY - SLOTS_A_SESSION; slot += 1) {
    const volume = sessionVolume(volumes, slot)
    if (volume > best.volume) best = { begin: slot * SLOT_MINUTES, volume }
  }
  return best.begin
}

function volumeBySlot({ series, first, last }: SessionBars): Float64Array {
  const volumes = new Float64Array(SLOTS_A_DAY)
  for (let bar = first; bar <= last; bar += 1) {
    const slot = Math.floor(minuteOfDay(series.time[bar]! as EpochMs) / SLOT_MINUTES)
    volumes[slot]! += series.volume[bar]!
  }
  return volumes
}

function sessionVolume(volumes: Float64Array, slot: number): number {
  return volumes.subarray(slot, slot + SLOTS_A_SESSION).reduce((sum, volume) => sum + volume, 0)
}

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}
