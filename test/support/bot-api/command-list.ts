import { type Fields, jsonOf, textOf } from './fields.ts'
import { badRequest } from './refusal.ts'

/** A command in the menu of the bot. */
export interface MenuCommand {
  readonly command: string
  readonly description: string
}

const COMMANDS_MAX = 100
const DESCRIPTION_CHARACTERS_MAX = 256

/** The menus of the bot, one for each scope and language. */
export class CommandList {
  readonly #menus = new Map<string, readonly MenuCommand[]>()

  setMyCommands(fields: Fields): true {
    const commands = jsonOf(fields, 'commands')
    if (!Array.isArray(commands)) throw badRequest('field "commands" must be an Array')
    if (commands.length > COMMANDS_MAX) throw badRequest('BOT_COMMANDS_TOO_MUCH')
    this.#menus.set(menuOf(fields), commands.map(checked))
    return true
  }

  getMyCommands(fields: Fields): readonly MenuCommand[] {
    return this.#menus.get(menuOf(fields)) ?? []
  }
}

function menuOf(fields: Fields): string {
  return JSON.stringify([jsonOf(fields, 'scope') ?? { type: 'default' }, textOf(fields, 'language_code')])
}

function checked({ command, description }: MenuCommand): MenuCommand {
  if (!/^[a-z0-9_]{1,32}$/.test(command)) throw badRequest('BOT_COMMAND_INVALID')
  if (description.length < 1 || description.length > DESCRIPTION_CHARACTERS_MAX)
    throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID')
  return { command, description }
}
