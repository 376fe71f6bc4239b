import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import type { Position } from '../../../shared/domain/position.ts'
import { observe } from '../../../shared/exits/exit-watch.ts'
import { isWeak } from '../../../shared/exits/weak-rsi.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { goldenPosition, NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const rules = parseConfig({}).exits
const openAt = (NINE_THIRTY_SIX - 6 * MINUTE_MS) as EpochMs
const minute = (count: number) => (NINE_THIRTY_SIX + count * MINUTE_MS) as EpochMs

interface Seen {
  readonly price?: string
  readonly rsi?: number
  readonly ratio?: number
  readonly quoteTime?: EpochMs
}

function look(position: Position, at: number, seen: Seen = {}): Position {
  const market = {
    ...(seen.rsi !== undefined && { rsi14FiveMinute: seen.rsi }),
    ...(seen.ratio !== undefined && { volumeRatio: seen.ratio }),
  }
  const price = money(seen.price ?? '47.40')
  const now = minute(at)
  return observe(position, { price, quoteTime: seen.quoteTime ?? now, now, openAt, market }, rules)
}

/** Looks a minute apart. */
const watched = (...looks: readonly Seen[]) =>
  looks.reduce((position, seen, index) => look(position, index, seen), goldenPosition())

describe('a weak RSI', () => {
  test('a loss with an RSI below 45 twice running is weak, once is not', () => {
    expect(isWeak(watched({ rsi: 44.99 }).watch, rules)).toBe(false)
    expect(isWeak(watched({ rsi: 44.99 }, { rsi: 44.99 }).watch, rules)).toBe(true)
  })

  test.each<readonly [string, Seen]>([
    ['an RSI of 45', { rsi: 45 }],
    ['an RSI that is not known', {}],
    ['a price at the entry', { rsi: 40, price: '47.50' }],
  ])('%s is not weak and begins the count anew', (_, seen) => {
    expect(watched({ rsi: 40 }, seen).watch?.weakRsiLooks).toBe(0)
    expect(isWeak(watched({ rsi: 40 }, seen, { rsi: 40 }).watch, rules)).toBe(false)
  })

  test('the same quote seen twice counts once', () => {
    const first = look(goldenPosition(), 0, { rsi: 40 })
    expect(look(first, 1, { rsi: 40, quoteTime: minute(0) }).watch?.weakRsiLooks).toBe(1)
  })
})

describe('what a look remembers', () => {
  test('price, quote and the range; a doubt is settled', () => {
    const doubting = goldenPosition({ doubtedJump: { price: money('40'), quoteTime: minute(0) } })
    const { watch, doubtedJump, lowWater } = look(doubting, 1)
    expect(watch).toStrictEqual({ price: money('47.40'), quoteTime: minute(1), weakRsiLooks: 0 })
    expect(doubtedJump).toBeUndefined()
    expect(lowWater).toBe(money('47.40'))
  })

  test('the quiet time begins with the first quiet look and ends with an unknown volume', () => {
    expect(watched({ ratio: 0.4 }, { ratio: 0.4 }).watch?.quietSince).toBe(minute(0))
    expect(watched({ ratio: 0.4 }, {}, { ratio: 0.4 }).watch?.quietSince).toBe(minute(2))
  })

  test('nothing is carried over from another day', () => {
    const quoteTime = (openAt - 1) as EpochMs
    const yesterday = { price: money('47'), quoteTime, weakRsiLooks: 1, quietSince: quoteTime }
    const { watch } = look(goldenPosition({ watch: yesterday }), 0, { rsi: 40, ratio: 0.4 })
    expect(watch).toMatchObject({ weakRsiLooks: 1, quietSince: minute(0) })
  })
})
