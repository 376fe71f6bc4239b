import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import type { SymbolView } from '../../../shared/signals/features.ts'
import { evaluateSymbol } from '../../../shared/signals/signal.ts'
import { draws, type PlantedMove, type RandomDay, randomDay } from '../../support/random-market.ts'

const DAYS = 200
const { entry } = parseConfig({})

/** Minute of the first entry of a day, if there is one. */
function firstEntry(seed: number, day: RandomDay): number | undefined {
  for (const view of randomDay(seed, day)) if (enters(view)) return view.session.minute
  return undefined
}

function enters(view: SymbolView): boolean {
  const { decision } = evaluateSymbol(view, {
    now: view.quote.time,
    session: view.session,
    entry,
    style: 'standard',
    token: { active: true, minutesLeft: 600 },
    clockHealthy: true,
    budgetHealthy: true,
    symbolDay: { entries: 0 },
  })
  return decision === 'enter'
}

function shareOfDays(holds: (seed: number) => boolean): number {
  return Array.from({ length: DAYS }, (_, seed) => holds(seed)).filter(Boolean).length / DAYS
}

describe('the gates as a whole (spec §8)', () => {
  test('let fewer than 5 % of aimless days pass', () => {
    const entered = shareOfDays((seed) => {
      const volume = Math.exp(0.3 * draws(seed + 5_000).normal())
      return firstEntry(seed, { dailyBars: 220, dailyDriftPct: 0, volume }) !== undefined
    })
    expect(entered).toBeLessThan(0.05)
  })

  test('enter at least 60 % of the breakouts of rising symbols before half of the move', () => {
    const planted: PlantedMove = { fromMinute: 60, toMinute: 180, pct: 6, volume: 3 }
    const inTime = shareOfDays((seed) => {
      const minute = firstEntry(seed, { dailyBars: 220, dailyDriftPct: 0.8, volume: 1.1, planted })
      return minute !== undefined && minute < (planted.fromMinute + planted.toMinute) / 2
    })
    expect(inTime).toBeGreaterThanOrEqual(0.6)
  })
})
