import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  timeOfDayVolumeRatio,
  type VolumeProfile,
  volumeProfile,
  volumeProfileSchema,
} from '../../../shared/market-data/volume-profile.ts'
import type { MinuteSession } from '../../../shared/ports/history.ts'
import { type EpochMs, type ExchangeDate, MINUTE_MS } from '../../../shared/time/instant.ts'
import { marketDay } from '../../../shared/time/market-calendar.ts'

const DATES = ['2022-03-07', '2022-03-08', '2022-03-09', '2022-03-10', '2022-03-11'] as ExchangeDate[]
const HALF_DAY = '2020-12-24' as ExchangeDate

/** A session with the same volume in every minute from `from` until before `to`. */
function session(date: ExchangeDate, volume: number, { from = 0, to = 390 } = {}): MinuteSession {
  const day = marketDay(date)
  if (day.kind === 'closed') throw new Error(`${date} is not a trading day`)
  const bars = Array.from({ length: to - from }, (_, index) => ({
    time: (day.openAt + (from + index) * MINUTE_MS) as EpochMs,
    open: 10,
    high: 10,
    low: 10,
    close: 10,
    volume,
  }))
  return { date, bars }
}

/** Mean shares traded up to a minute, read back through the ratio. */
function volumeAt(profile: VolumeProfile | undefined, minute: number): number {
  const ratio = profile && timeOfDayVolumeRatio(profile, minute, 1)
  if (ratio === undefined) throw new Error(`the profile has no volume at minute ${minute}`)
  return 1 / ratio
}

function week(volume: number): MinuteSession[] {
  return DATES.map((date) => session(date, volume))
}

describe('a volume profile', () => {
  test('is the mean of the sessions, minute by minute', () => {
    const profile = volumeProfile([session(DATES[0]!, 100), session(DATES[1]!, 300)], 2)
    expect(profile).toMatchObject({ sessions: 2, dayVolume: 390 * 200 })
    expect(profile?.minuteShares).toHaveLength(390)
    expect(new Set(profile?.minuteShares)).toEqual(new Set([256, 257]))
  })

  test('is absent below the sessions it needs', () => {
    expect(volumeProfile(week(100).slice(0, 4), 5)).toBeUndefined()
    expect(volumeProfile(week(100), 5)).toMatchObject({ sessions: 5 })
    expect(volumeProfile([], 0)).toBeUndefined()
  })

  test('looks at the last 20 sessions only', () => {
    const old = Array.from({ length: 10 }, () => session(DATES[0]!, 1_000_000))
    const recent = Array.from({ length: 20 }, () => session(DATES[1]!, 50))
    expect(volumeProfile([...old, ...recent], 5)).toMatchObject({ sessions: 20, dayVolume: 390 * 50 })
  })

  test('counts a session that closed early only up to its close', () => {
    const profile = volumeProfile([session(DATES[0]!, 100), session(HALF_DAY, 300, { to: 210 })], 2)
    expect(profile?.dayVolume).toBe(210 * 200 + 180 * 100)
    expect(volumeAt(profile, 210) - volumeAt(profile, 209)).toBeCloseTo(200, 0)
    expect(volumeAt(profile, 211) - volumeAt(profile, 210)).toBeCloseTo(100, 0)
    expect(profile?.minuteShares).toHaveLength(390)
  })

  test('ends where every session ended', () => {
    expect(volumeProfile([session(HALF_DAY, 300, { to: 210 })], 1)?.minuteShares).toHaveLength(210)
  })

  test('leaves out files that begin or end in the middle of the session, and closed days', () => {
    const weekend = { ...session(DATES[0]!, 9), date: '2022-03-12' as ExchangeDate }
    const partial = [session(DATES[0]!, 9, { from: 90 }), session(DATES[1]!, 9, { to: 300 }), weekend]
    expect(volumeProfile(partial, 1)).toBeUndefined()
    expect(volumeProfile([...partial, ...week(100)], 5)).toMatchObject({ sessions: 5, dayVolume: 39_000 })
  })

  test.each([
    [{ from: 4 }, true],
    [{ from: 5 }, false],
    [{ to: 386 }, true],
    [{ to: 385 }, false],
  ])('takes a session of the minutes %j for whole: %s', (minutes, whole) => {
    expect(volumeProfile([session(DATES[0]!, 100, minutes)], 1) !== undefined).toBe(whole)
  })

  test('rounds without drifting: every minute of the day is told to within half a unit', () => {
    const profile = volumeProfile(week(7), 5)
    for (const minute of [1, 100, 250, 390])
      expect(Math.abs(volumeAt(profile, minute) - 7 * minute)).toBeLessThan(0.02)
    expect(profile?.minuteShares.reduce((sum, share) => sum + share, 0)).toBe(100_000)
  })

  test('is absent when nothing ever traded', () => {
    expect(volumeProfile(week(0), 5)).toBeUndefined()
  })

  test('fits its schema', () => {
    expect(volumeProfileSchema.parse(JSON.parse(JSON.stringify(volumeProfile(week(100), 5))))).toEqual(
      volumeProfile(week(100), 5),
    )
  })
})

describe('the time-of-day volume ratio', () => {
  const profile: VolumeProfile = { sessions: 5, dayVolume: 2_000, minuteShares: [50_000, 25_000, 25_000] }

  test.each([
    [0, undefined],
    [0.5, 2],
    [1, 1],
    [1.5, 0.8],
    [3, 0.5],
    [3.1, undefined],
  ])('at minute %d with 1,000 shares is %d', (minute, ratio) => {
    expect(timeOfDayVolumeRatio(profile, minute, 1_000)).toBe(ratio)
  })

  test('is absent where nothing ever traded', () => {
    expect(timeOfDayVolumeRatio({ ...profile, minuteShares: [0, 0, 100_000] }, 2, 1_000)).toBeUndefined()
  })

  test('never rises while time passes without a trade', () => {
    const busy: VolumeProfile = { sessions: 5, dayVolume: 39_000, minuteShares: Array(390).fill(256) }
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 389, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (minute, wait) => {
          const before = timeOfDayVolumeRatio(busy, minute, 5_000) ?? 0
          expect(timeOfDayVolumeRatio(busy, minute + wait, 5_000)).toBeLessThanOrEqual(before)
        },
      ),
    )
  })
})
