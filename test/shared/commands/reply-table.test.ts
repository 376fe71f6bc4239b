import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { replyTable, TABLE_WIDTH_MAX } from '../../../shared/commands/reply-table.ts'

const COLUMNS = [
  { title: 'What', align: 'left' },
  { title: 'P&L', align: 'right' },
] as const

test('words stand left and numbers right, each column as wide as it needs to be', () => {
  const table = replyTable(COLUMNS, [
    ['TQQQ', '+101.20'],
    ['A', '-5.00'],
  ])
  expect(table.split('\n')).toEqual(['What     P&L', 'TQQQ +101.20', 'A      -5.00'])
})

test('what is too wide loses the end of its words and keeps its numbers', () => {
  const name = 'a very long name of a strategy that nobody can read'
  const [, line = ''] = replyTable(COLUMNS, [[name, '+101.20']]).split('\n')
  expect(line).toBe('a very long name of a strat… +101.20')
  expect(line).toHaveLength(TABLE_WIDTH_MAX)
})

test('no line ends with blanks', () => {
  expect(replyTable([{ title: 'Name', align: 'left' }], [['A']])).toBe('Name\nA')
})

test('however long its words are, a table with numbers of up to 25 characters fits, and each number is whole', () => {
  const cell = fc.stringMatching(/^[+-]?[0-9]{1,12}$/)
  const row = fc.tuple(
    fc.string({ unit: 'grapheme' }).map((text) => text.replaceAll(/\s/g, '_')),
    cell,
    cell,
  )
  const columns = [...COLUMNS, { title: '%', align: 'right' }] as const
  fc.assert(
    fc.property(fc.array(row), (rows) => {
      const lines = replyTable(columns, rows).split('\n')
      expect(lines).toHaveLength(rows.length + 1)
      for (const line of lines) expect([...line].length).toBeLessThanOrEqual(TABLE_WIDTH_MAX)
      rows.forEach(([, first, second], index) => {
        const numbers = lines[index + 1]?.trimEnd().split(/ +/).slice(-2)
        expect(numbers).toEqual([first, second])
      })
    }),
  )
})
