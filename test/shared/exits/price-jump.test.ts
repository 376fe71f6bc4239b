import { describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { believe } from '../../../shared/exits/believed-price.ts'
import { isJump } from '../../../shared/exits/price-jump.ts'
import { type EpochMs, SECOND_MS } from '../../../shared/time/instant.ts'
import { goldenPosition, leaving } from '../../support/fixtures.ts'
import { quoteOf } from '../../support/quotes.ts'
import { atMinute, OPEN_AT } from '../../support/session.ts'

const rules = parseConfig({}).exits
const from = money('100')

describe('what counts as a jump', () => {
  test.each([
    ['103', undefined, false],
    ['103.0001', undefined, true],
    ['97', undefined, false],
    ['96.9999', undefined, true],
    ['106', 1, false],
    ['106.0001', 1, true],
    ['94', 1, false],
    ['93.9999', 1, true],
    ['103', 0.4, false],
    ['103.0001', 0.4, true],
  ])('from 100 to %s with a minute ATR of %s: %s', (to, minuteAtr, jump) => {
    expect(isJump({ from, to: money(to), minuteAtr }, rules)).toBe(jump)
  })
})

test('the limit of a jump is not rounded up', () => {
  // 3 % of 47.5001 is 1.425003.
  const to = (price: string) => isJump({ from: money('47.5001'), to: money(price) }, rules)
  expect([to('48.9251'), to('48.9252')]).toEqual([false, true])
})

describe('which price is believed', () => {
  const watch = { price: from, quoteTime: atMinute(59), weakRsiLooks: 0 }
  const at = (last: number, time: EpochMs = atMinute(60)) => ({
    quote: quoteOf({ last, time }),
    market: {},
    openAt: OPEN_AT,
  })
  const jump = { price: money('90'), quoteTime: atMinute(60) }
  const doubting = goldenPosition({ watch, doubtedJump: jump })

  test('a step within the limit', () => {
    expect(believe(goldenPosition({ watch }), at(97), rules)).toEqual({ kind: 'believed' })
  })

  test('a jump is doubted first, with both prices in words', () => {
    expect(believe(goldenPosition({ watch }), at(90), rules)).toEqual({
      kind: 'doubted',
      jump,
      text: 'the price went from 100.00 to 90.00 (-10.00 %) and no second quote shows it yet',
    })
  })

  test('the same quote again is no second one, a newer one on the same side is', () => {
    expect(believe(doubting, at(90), rules).kind).toBe('doubted')
    expect(believe(doubting, at(91, (atMinute(60) + 1) as EpochMs), rules).kind).toBe('believed')
  })

  test('a newer quote that jumps to the other side bears nothing out', () => {
    expect(believe(doubting, at(110, atMinute(60, 3)), rules).kind).toBe('doubted')
  })

  test('a newer quote without a jump ends the doubt', () => {
    expect(believe(doubting, at(99, atMinute(60, 3)), rules).kind).toBe('believed')
  })

  test('an opening gap is believed at once: the look before was on another day', () => {
    const yesterday = { ...watch, quoteTime: (OPEN_AT - SECOND_MS) as EpochMs }
    expect(believe(goldenPosition({ watch: yesterday }), at(90), rules).kind).toBe('believed')
    const today = { ...watch, quoteTime: OPEN_AT }
    expect(believe(goldenPosition({ watch: today }), at(90), rules).kind).toBe('doubted')
  })

  test('the first look has nothing to compare with', () => {
    expect(believe(goldenPosition(), at(90), rules).kind).toBe('believed')
  })

  test('a position that is leaving is not kept by a doubt', () => {
    const left = goldenPosition({ watch, exiting: leaving('STOP_LOSS', 1) })
    expect(believe(left, at(90), rules).kind).toBe('believed')
  })
})
