import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { parseConfig } from '../../../shared/config/config.ts'
import { type Money, money } from '../../../shared/domain/money.ts'
import { decideExit } from '../../../shared/exits/exit-machine.ts'
import { partialQuantity } from '../../../shared/exits/partial-exit.ts'
import { applyFill, openPosition, openQuantity } from '../../../shared/ledger/position-book.ts'
import { type EpochMs, HOUR_MS } from '../../../shared/time/instant.ts'
import { fill, goldenPosition, leaving, NINE_THIRTY_SIX, plan } from '../../support/fixtures.ts'

const rules = parseConfig({ exits: { partialExit: true } }).exits

// Bought at 47.50 with the stop at 46.50: +1 R is 48.50.
test('half is sold at +1 R, nothing a ten-thousandth below', () => {
  expect(partialQuantity(goldenPosition(), money('48.50'), rules)).toBe(92)
  expect(partialQuantity(goldenPosition(), money('48.4999'), rules)).toBe(0)
})

test('at two R asked for, two R are waited for', () => {
  const twice = parseConfig({ exits: { partialExit: true, partialRiskMultiple: 2 } }).exits
  expect(partialQuantity(goldenPosition(), money('49.4999'), twice)).toBe(0)
  expect(partialQuantity(goldenPosition(), money('49.50'), twice)).toBe(92)
})

test('it is off unless the owner wants it', () => {
  expect(partialQuantity(goldenPosition(), money('48.50'), parseConfig({}).exits)).toBe(0)
})

test('a raised stop does not change what one R is', () => {
  const raised = goldenPosition({ stop: money('48.112'), stopKind: 'trailing' })
  expect(partialQuantity(raised, money('48.50'), rules)).toBe(92)
})

test('what an order left unsold is asked for again, what was sold is not', () => {
  const sold = (quantity: number) => applyFill(goldenPosition(), fill('SELL', quantity, '48.50'))
  expect(partialQuantity(sold(60), money('48.50'), rules)).toBe(32)
  expect(partialQuantity(sold(92), money('60'), rules)).toBe(0)
})

test('a position that is leaving sells no part', () => {
  const left = goldenPosition({ exiting: leaving('TIME_LIMIT', 0) })
  expect(partialQuantity(left, money('48.50'), rules)).toBe(0)
})

test('after the part the target is off and the rest trails', () => {
  const closeAt = (NINE_THIRTY_SIX + 6 * HOUR_MS) as EpochMs
  const at = (position: ReturnType<typeof goldenPosition>) =>
    decideExit({ position, price: money('49.875'), now: NINE_THIRTY_SIX, closeAt, market: {} }, rules)
  const seen = goldenPosition({ highWater: money('49.875') })
  expect(at(seen)).toEqual({ kind: 'exit', reason: 'TAKE_PROFIT' })
  expect(at(applyFill(seen, fill('SELL', 92, '48.50')))).toMatchObject({
    kind: 'move-stop',
    stopKind: 'trailing',
  })
})

test('at least one share is always left, whatever was bought and at whatever price', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5_000 }), fc.integer({ min: 1, max: 99 }), (bought, pct) => {
      const position = openPosition(goldenPosition().positionId, plan(), fill('BUY', bought, '47.50'))
      const quantity = partialQuantity(position, money('60') as Money, { ...rules, partialPct: pct })
      expect(quantity).toBeLessThan(openQuantity(position))
    }),
  )
})
