import { tickerText } from '../symbols/instrument.ts'
import { COMMANDS, type Command, type CommandName, usageOf } from './command-catalogue.ts'

/** What a text of the owner means. */
export type ParsedCommand =
  /** Symbols among the arguments are in capital letters. */
  | { readonly kind: 'command'; readonly name: CommandName; readonly args: readonly string[] }
  /** It may be the code of a sign-in. */
  | { readonly kind: 'code'; readonly code: string }
  /** The command is known and its arguments are not as they should be. */
  | { readonly kind: 'refused'; readonly why: string }
  /** Of a text that means nothing here only the length is kept: it may be anything, also something private. */
  | { readonly kind: 'unknown'; readonly length: number }

/** `/Status@OpenbellBot`: the name of the bot stands there when a command is chosen from the list of a group. */
const COMMAND_WORD = /^\/([A-Za-z]+)(?:@\w+)?$/

/** The broker's codes have 5 or 7 characters (reference, OAuth). */
const CODE = /^[A-Za-z0-9]{4,8}$/

/**
 * Reads what the owner wrote; never throws, whatever it is.
 *
 *     parseCommand(' /Why@OpenbellBot  tqqq') // { kind: 'command', name: 'why', args: ['TQQQ'] }
 */
export function parseCommand(text: string): ParsedCommand {
  const [word = '', ...args] = text.trim().split(/\s+/)
  const command = commandCalled(COMMAND_WORD.exec(word)?.[1])
  if (command) return withArguments(command, args)
  if (args.length === 0 && CODE.test(word)) return { kind: 'code', code: word }
  return { kind: 'unknown', length: text.length }
}

function commandCalled(name: string | undefined) {
  return COMMANDS.find((command) => command.name === name?.toLowerCase())
}

type Known = Command & { readonly name: CommandName }

function withArguments(command: Known, args: readonly string[]): ParsedCommand {
  const { name, symbol } = command
  const [first, ...more] = args
  if (first === undefined)
    return symbol === 'needed' ? refused(command, 'A symbol is missing') : { kind: 'command', name, args: [] }
  if (symbol === 'none') return refused(command, 'Nothing follows this command')
  if (more.length > 0) return refused(command, 'One symbol is enough')
  const read = tickerText.safeParse(first.toUpperCase())
  if (!read.success) return refused(command, 'That is not a symbol')
  return { kind: 'command', name, args: [read.data] }
}

function refused(command: Known, problem: string): ParsedCommand {
  return { kind: 'refused', why: `${problem}. Send ${usageOf(command)}` }
}
