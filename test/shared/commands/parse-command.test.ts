import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { COMMANDS, usageOf } from '../../../shared/commands/command-catalogue.ts'
import { parseCommand } from '../../../shared/commands/parse-command.ts'

describe('a command', () => {
  test.each([
    ['/status', { name: 'status', args: [] }],
    ['/Status', { name: 'status', args: [] }],
    ['  /STATUS  ', { name: 'status', args: [] }],
    ['/status@OpenbellBot', { name: 'status', args: [] }],
    ['/Why@OpenbellBot  tqqq', { name: 'why', args: ['TQQQ'] }],
    ['/why', { name: 'why', args: [] }],
    ['/chart\u00a0Brk.b', { name: 'chart', args: ['BRK.B'] }],
    ['/close soxl\n', { name: 'close', args: ['SOXL'] }],
    ['/unlock UPRO', { name: 'unlock', args: ['UPRO'] }],
  ])('%j is understood', (text, command) => {
    expect(parseCommand(text)).toEqual({ kind: 'command', ...command })
  })

  test.each([
    ['/status now', 'Nothing follows this command. Send /status'],
    ['/close', 'A symbol is missing. Send /close SYMBOL'],
    ['/why TQQQ SOXL', 'One symbol is enough. Send /why [SYMBOL]'],
    ['/chart 3M', 'That is not a symbol. Send /chart [SYMBOL]'],
    ['/unlock ../etc', 'That is not a symbol. Send /unlock SYMBOL'],
    ['/close ABCDEFGHIJK', 'That is not a symbol. Send /close SYMBOL'],
  ])('%j is refused with how it is written', (text, why) => {
    expect(parseCommand(text)).toEqual({ kind: 'refused', why })
  })
})

describe('a text without a slash', () => {
  test.each(['AB12', 'x7kq9', ' 12345678 '])('%j may be the code of a sign-in', (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'code', code: text.trim() })
  })

  test.each(['abc', '123456789', 'AB 12', 'AB-12', '', '   ', 'hello there', 'äöüß'])(
    '%j is nothing',
    (text) => {
      expect(parseCommand(text)).toEqual({ kind: 'unknown', length: text.length })
    },
  )
})

test.each(['/', '/nonsense', '/status@', '/status@a@b', '/constructor', '/toString', '//status', '/ status'])(
  '%j is no command',
  (text) => {
    expect(parseCommand(text)).toEqual({ kind: 'unknown', length: text.length })
  },
)

describe('whatever is sent', () => {
  const near = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(fc.constantFrom(...COMMANDS.map(usageOf)), fc.string({ unit: 'grapheme' }))
      .map(([a, b]) => a + b),
    fc
      .array(fc.constantFrom('/', '@', ' ', 'status', 'why', 'TQQQ', '\u0000', '\u2028', '🔰'))
      .map((parts) => parts.join('')),
  )

  test('is understood, refused or not known, and never an error', () => {
    fc.assert(
      fc.property(near, (text) => {
        const parsed = parseCommand(text)
        expect(['command', 'code', 'refused', 'unknown']).toContain(parsed.kind)
        if (parsed.kind === 'command')
          for (const arg of parsed.args) expect(arg).toMatch(/^[A-Z][A-Z0-9.]{0,9}$/)
        if (parsed.kind === 'unknown') expect(parsed).toEqual({ kind: 'unknown', length: text.length })
      }),
    )
  })

  test('a long text takes no longer than it is long', () => {
    const text = `/why ${'A '.repeat(200_000)}`
    expect(parseCommand(text)).toEqual({ kind: 'refused', why: 'One symbol is enough. Send /why [SYMBOL]' })
  })
})
