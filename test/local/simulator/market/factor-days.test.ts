import { describe, expect, test } from '@jest/globals'
import { drawsOf } from '../../../../local/simulator/market/draws.ts'
import { factorDays } from '../../../../local/simulator/market/factor-days.ts'
import { factorPath } from '../../../../local/simulator/market/factor-path.ts'
import { volatilityShape, volumeShape } from '../../../../local/simulator/market/session-shape.ts'
import type { ExchangeDate } from '../../../../shared/time/instant.ts'

const dates = Array.from({ length: 20_000 }, (_, index) => `day ${index}` as ExchangeDate)
const days = factorDays(3, 'market', dates)

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

describe('draws', () => {
  const draws = drawsOf(1, 'test')
  const many = (draw: () => number) => Array.from({ length: 100_000 }, draw)

  test.each([
    ['normal', () => draws.normal(), 3],
    ['heavy-tailed', () => draws.heavyTailed(), 6],
  ])('%s ones have mean 0, variance 1 and their kurtosis', (_, draw, kurtosis) => {
    const values = many(draw)
    expect(meanOf(values)).toBeCloseTo(0, 1)
    expect(meanOf(values.map((value) => value ** 2))).toBeCloseTo(1, 1)
    const fourth = meanOf(values.map((value) => value ** 4))
    expect(fourth).toBeGreaterThan(kurtosis * 0.75)
    expect(fourth).toBeLessThan(kurtosis * 1.4)
  })

  test('log-normal ones have mean 1', () => {
    expect(meanOf(many(() => draws.logNormal(0.6)))).toBeCloseTo(1, 1)
  })
})

describe('the days of a factor', () => {
  test('have a unit variance, a third of it over night', () => {
    const [gaps, sessions] = [days.map(({ gap }) => gap ** 2), days.map(({ session }) => session ** 2)]
    expect(meanOf(gaps) + meanOf(sessions)).toBeGreaterThan(0.9)
    expect(meanOf(gaps) + meanOf(sessions)).toBeLessThan(1.1)
    expect(meanOf(gaps) / (meanOf(gaps) + meanOf(sessions))).toBeCloseTo(0.35, 1)
  })

  test('come in calm and wild stretches', () => {
    const levels = days.map(({ volatility }) => Math.log(volatility))
    const mean = meanOf(levels)
    const together = (lag: number) =>
      meanOf(levels.slice(lag).map((level, index) => (level - mean) * (levels[index]! - mean)))
    expect(together(1) / together(0)).toBeCloseTo(0.94, 1)
    expect(together(10) / together(0)).toBeGreaterThan(0.4)
  })

  test('trend one time in sixteen, and then go further than usual', () => {
    const trending = days.filter(({ breakoutMinute }) => breakoutMinute !== undefined)
    expect(trending.length / days.length).toBeCloseTo(1 / 16, 2)
    const size = (of: typeof days) =>
      meanOf(of.map(({ session, volatility }) => Math.abs(session / volatility)))
    expect(size(trending)).toBeGreaterThan(2 * size(days))
    expect(trending.every(({ breakoutMinute: minute }) => minute! >= 20 && minute! <= 90)).toBe(true)
  })
})

describe('the path of a factor', () => {
  test('ends at the move of its day', () => {
    for (const day of days.slice(0, 50)) {
      const { moves } = factorPath(3, 'market', day, 390)
      expect(moves.at(-1)).toBeCloseTo(day.session, 9)
    }
  })

  test('of a breakout day goes most of its way after the breakout, on several times the volume', () => {
    const trending = days.filter(({ breakoutMinute }) => breakoutMinute !== undefined).slice(0, 200)
    const parts = trending.map((day) => {
      const { moves, surge } = factorPath(3, 'market', day, 390)
      expect(surge[day.breakoutMinute! - 1]).toBe(1)
      expect(surge[day.breakoutMinute!]).toBe(4)
      return moves[day.breakoutMinute! - 1]! / day.session
    })
    expect(Math.abs(meanOf(parts))).toBeLessThan(0.15)
  })
})

describe('the shape of a session', () => {
  test.each([390, 210])('adds up over %d minutes', (minutes) => {
    expect(volumeShape(minutes).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9)
    expect(volatilityShape(minutes).reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 9)
  })
})
