import { ConfigError } from '../shared/config/config-error.ts'
import type { Environment } from './environment.ts'

/** Whom the bot obeys and where it writes to; `undefined` where there is no bot. Throws `ConfigError`. */
export function readTelegramOwner(
  env: Environment,
): { readonly userId: number; readonly chatId: number } | undefined {
  const [userId, chatId] = [env['OPENBELL_TELEGRAM_USER_ID'], env['OPENBELL_TELEGRAM_CHAT_ID']]
  if (userId === undefined && chatId === undefined) return undefined
  return {
    userId: idOf('OPENBELL_TELEGRAM_USER_ID', userId),
    chatId: idOf('OPENBELL_TELEGRAM_CHAT_ID', chatId ?? userId),
  }
}

function idOf(name: string, text: string | undefined): number {
  const id = Number(text)
  if (text !== undefined && Number.isSafeInteger(id) && id !== 0) return id
  throw new ConfigError([
    `${name}: must be a whole number other than 0 (was "${text ?? ''}"); a bot such as @userinfobot tells you yours`,
  ])
}
