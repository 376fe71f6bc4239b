import { COMMANDS, type Command, usageOf } from '../../commands/command-catalogue.ts'
import type { Reply } from '../../commands/reply.ts'

/** /help: every command. */
export async function help(): Promise<Reply> {
  const all: readonly Command[] = COMMANDS
  return {
    text: [
      'HELP',
      ...all.filter(({ kind }) => kind === 'question').map(line),
      '',
      'ORDERS (✋ asks you first)',
      ...all.filter(({ kind }) => kind === 'order').map(line),
      '',
      'The code of a sign-in is sent as it is.',
    ].join('\n'),
  }
}

function line(command: Command): string {
  const asks = command.kind === 'order' && command.needsConfirming ? ' ✋' : ''
  return `${usageOf(command)}${asks}: ${command.description}`
}
