import { z } from 'zod'
import type { MinuteSession } from '../ports/history.ts'
import { MINUTE_MS } from '../time/instant.ts'
import { marketDay } from '../time/market-calendar.ts'

/** Shares of the day are kept in hundred-thousandths: a profile is equally small for thin and for busy symbols. */
const WHOLE_DAY = 100_000

/** How a symbol's volume usually spreads over the session. */
export const volumeProfileSchema = z.strictObject({
  sessions: z.number().int().min(1).max(20),
  /** Mean shares traded in a session. */
  dayVolume: z.number().positive(),
  /** What each minute since the open adds, in 1/100,000 of `dayVolume`; fewer than 390 when every session closed early. */
  minuteShares: z.array(z.number().int().min(0)).max(390),
})

/** The usual course of volume over a session. */
export type VolumeProfile = Readonly<z.infer<typeof volumeProfileSchema>>

const SESSIONS_MAX = 20
/** A session whose bars begin later or end earlier than this is a partial file, not a quiet day. */
const EDGE_MINUTES = 5

/**
 * Averages the last 20 whole minute sessions; absent below `sessionsMin`. A session that closed early counts only
 * for the minutes it had. A minute without a bar had no trade and counts as 0 shares.
 */
export function volumeProfile(
  history: readonly MinuteSession[],
  sessionsMin: number,
): VolumeProfile | undefined {
  const sessions = history
    .map(minuteVolumes)
    .filter((volumes) => volumes !== undefined)
    .slice(-SESSIONS_MAX)
  if (sessions.length < sessionsMin || sessions.length === 0) return undefined
  const means = meanByMinute(sessions)
  const dayVolume = means.reduce((sum, mean) => sum + mean, 0)
  if (dayVolume <= 0) return undefined
  return { sessions: sessions.length, dayVolume, minuteShares: sharesOf(means, dayVolume) }
}

/**
 * Today's volume against the mean volume at the same moment (spec §5); `minute` may have a fraction, between two
 * whole minutes the mean is interpolated. Absent at the open itself and where the profile has no volume yet.
 */
export function timeOfDayVolumeRatio(
  profile: VolumeProfile,
  minute: number,
  totalVolume: number,
): number | undefined {
  const { dayVolume, minuteShares } = profile
  if (minute > minuteShares.length) return undefined
  const whole = Math.floor(minute)
  let completed = 0
  for (let index = 0; index < whole; index += 1) completed += minuteShares[index] ?? 0
  const share = completed + (minuteShares[whole] ?? 0) * (minute - whole)
  return share > 0 ? (totalVolume / dayVolume) * (WHOLE_DAY / share) : undefined
}

/** A session is looked back at on twenty days; what it comes to is worked out on the first of them. */
const known = new WeakMap<MinuteSession, { readonly volumes: Float64Array | undefined }>()

function minuteVolumes(session: MinuteSession): Float64Array | undefined {
  const found = known.get(session) ?? { volumes: addUpMinutes(session) }
  known.set(session, found)
  return found.volumes
}

/** Shares in every minute of one session; absent for a closed day or a partial file. */
function addUpMinutes({ date, bars }: MinuteSession): Float64Array | undefined {
  const day = marketDay(date)
  if (day.kind === 'closed') return undefined
  const volumes = new Float64Array(day.closeMinute - day.openMinute)
  let first = volumes.length
  let last = -1
  for (const bar of bars) {
    const minute = Math.floor((bar.time - day.openAt) / MINUTE_MS)
    if (minute < 0 || minute >= volumes.length) continue
    volumes[minute] = (volumes[minute] ?? 0) + bar.volume
    first = Math.min(first, minute)
    last = minute
  }
  return first < EDGE_MINUTES && last >= volumes.length - EDGE_MINUTES ? volumes : undefined
}

function meanByMinute(sessions: readonly Float64Array[]): number[] {
  const minutes = Math.max(...sessions.map(({ length }) => length))
  return Array.from({ length: minutes }, (_, minute) => meanAt(sessions, minute))
}

/** Over the sessions that had this minute. */
function meanAt(sessions: readonly Float64Array[], minute: number): number {
  let [sum, reached] = [0, 0]
  for (const volumes of sessions) {
    if (volumes.length <= minute) continue
    sum += volumes[minute] ?? 0
    reached += 1
  }
  return sum / reached
}

/** Rounds the running total instead of each minute, so that thin minutes do not add up to an error. */
function sharesOf(means: readonly number[], dayVolume: number): number[] {
  let total = 0
  let told = 0
  return means.map((mean) => {
    const before = told
    total += mean
    told = Math.round((total / dayVolume) * WHOLE_DAY)
    return told - before
  })
}
