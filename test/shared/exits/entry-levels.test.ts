import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { money } from '../../../shared/domain/money.ts'
import { entryLevels } from '../../../shared/exits/entry-levels.ts'

const levels = (atr: number, exits = {}) =>
  entryLevels(money('100'), atr, 'standard', parseConfig({ exits }).exits)

test.each([
  ['base', '105'],
  ['trending', '112'],
  ['explosive', '125'],
  ['moon', '150'],
])('the %s profile takes its profit at %s when the ATR reaches further', (takeProfitProfile, target) => {
  expect(levels(30, { takeProfitProfile }).target).toBe(money(target))
})

test('the nearer of 1.5 ATR and 3 % is the stop', () => {
  expect(levels(1.99).stop).toBe(money('97.015'))
  expect(levels(2).stop).toBe(money('97'))
  expect(levels(2.01).stop).toBe(money('97'))
})

test('a limit that falls between two amounts is the one nearer to the entry', () => {
  // 3 % below 47.5001 is 46.075097, 5 % above is 49.875105.
  const { stop, target } = entryLevels(money('47.5001'), 9, 'standard', parseConfig({}).exits)
  expect([stop, target]).toEqual([money('46.0751'), money('49.8751')])
})

test('the nearer of 2.5 ATR and the profile is the target', () => {
  expect(levels(1.99).target).toBe(money('104.975'))
  expect(levels(2.01).target).toBe(money('105'))
})
