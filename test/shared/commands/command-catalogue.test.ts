import { expect, test } from '@jest/globals'
import { COMMANDS, type Command, usageOf } from '../../../shared/commands/command-catalogue.ts'
import { parseCommand } from '../../../shared/commands/parse-command.ts'

const commands: readonly Command[] = COMMANDS

test('every name is one that Telegram takes, and there once', () => {
  const names = commands.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
  for (const name of names) expect(name).toMatch(/^[a-z]{1,32}$/)
})

test.each(commands.map((command) => [usageOf(command), command] as const))(
  '%s is understood as it is described',
  (usage, { name, symbol }) => {
    const args = symbol === 'none' ? [] : ['SYMBOL']
    expect(parseCommand(usage.replace(/[[\]]/g, ''))).toEqual({ kind: 'command', name, args })
  },
)

test('what sells, halts or arms asks first', () => {
  const asking = commands.filter((command) => command.kind === 'order' && command.needsConfirming)
  expect(asking.map(({ name }) => name)).toEqual([
    ...['pause', 'resume', 'close', 'flatten', 'kill', 'arm', 'disarm', 'safemode', 'reload', 'promote'],
  ])
})
