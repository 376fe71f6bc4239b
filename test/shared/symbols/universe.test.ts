import { describe, expect, test } from '@jest/globals'
import { tradedInstruments } from '../../../shared/symbols/traded-instruments.ts'
import { parseUniverse, UniverseError } from '../../../shared/symbols/universe.ts'

const ROW = {
  symbol: 'AAA',
  name: 'A fund',
  underlying: 'An index',
  leverage: 2,
  wrapper: 'etf',
  sector: 'broad-market',
  corrGroup: 'us',
}

function problems(...rows: readonly unknown[]): readonly string[] {
  try {
    parseUniverse(
      'own.json',
      rows.map((cells, index) => ({ place: `row ${index + 1}`, cells })),
    )
  } catch (error) {
    if (error instanceof UniverseError) return error.problems
    throw error
  }
  return []
}

test('the built-in rows are a universe', () => {
  const rows = tradedInstruments.map((cells, index) => ({ place: `row ${index + 1}`, cells }))
  expect(parseUniverse('built-in', rows)).toEqual(tradedInstruments)
})

describe('what is refused names row and field', () => {
  test.each([
    ['a leverage of 4', { ...ROW, leverage: 4 }, /^row 1, leverage: .*\(was 4\)$/],
    ['a leverage of 0', { ...ROW, leverage: 0 }, /^row 1, leverage: must not be 0 \(was 0\)$/],
    ['a leverage in words', { ...ROW, leverage: 'two' }, /^row 1, leverage: .*\(was "two"\)$/],
    ['a small ticker', { ...ROW, symbol: 'aaa' }, /^row 1, symbol: must be 1-10 capital .*\(was "aaa"\)$/],
    ['a missing sector', { ...ROW, sector: undefined }, /^row 1, sector: .*\(it is missing\)$/],
    ['a field nobody knows', { ...ROW, colour: 'red' }, /^row 1, colour: no such field$/],
    ['a pair without a row', { ...ROW, pair: 'BBB' }, /^row 1, pair: BBB has no row of its own$/],
    ['a text for a row', 'AAA', /^row 1: .*\(was "AAA"\)$/],
  ])('%s', (_, row, problem) => {
    expect(problems(row)).toEqual([expect.stringMatching(problem)])
  })

  test('a symbol that stands there twice, with both places', () => {
    expect(problems(ROW, { ...ROW, symbol: 'BBB' }, ROW)).toEqual([
      'row 3, symbol: AAA stands in row 1 already',
    ])
  })

  test('every problem at once', () => {
    expect(problems({ ...ROW, leverage: 9 }, { ...ROW, wrapper: 'fund' })).toHaveLength(2)
  })

  test('a file without a row', () => expect(problems()).toHaveLength(1))
})
