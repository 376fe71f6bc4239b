import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { ConfigError } from '../../../shared/config/config-error.ts'

function problems(input: unknown): readonly string[] {
  try {
    parseConfig(input)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
  return []
}

test('nothing to configure: the defaults are the specification', () => {
  const config = parseConfig({})
  expect(config.mode).toBe('DEMO')
  expect(config.broker.environment).toBe('simulator')
  expect(config.risk).toMatchObject({
    investedPctMax: 80,
    positionPctMax: 35,
    cashReservePct: 20,
    dailyLossPctMax: 5,
  })
  expect(config.exits).toMatchObject({ breakevenTriggerPct: 0.5, trailDistancePct: 0.8, holdMinutesMax: 240 })
})

test('an unknown key is named with its whole path', () => {
  expect(problems({ exits: { trailPct: 1 } })).toEqual([
    expect.stringContaining('exits.trailPct: unknown key'),
  ])
})

test('a wrong type names the key and what was seen', () => {
  expect(problems({ risk: { positionPctMax: '35' } })).toEqual([
    expect.stringMatching(/risk\.positionPctMax: .*number.*"35"/),
  ])
})

test('every problem is told at once', () => {
  expect(problems({ mode: 'PAPER', entry: { rsiMin: 101 }, nonsense: true })).toHaveLength(3)
})

test.each(['sandbox'])('LIVE with the %s broker is refused at start-up', (environment) => {
  expect(problems({ mode: 'LIVE', broker: { environment } })).toEqual([
    expect.stringContaining('mode: LIVE with the'),
  ])
})

test.each([null, 5, 'x', []])('%j is not a configuration', (input) => {
  expect(problems(input)).toHaveLength(1)
})
