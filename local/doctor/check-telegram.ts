import type { NamesThere } from './check-secrets.ts'
import type { Finding } from './finding.ts'

/** Whether the bot has its token; whether that works can't be asked before there is a bot. */
export function checkTelegram(names: NamesThere): Finding {
  const level = 'warning'
  if (!names) return { check: 'telegram', level, seen: 'not known, as the secrets can not be read' }
  const unasked = 'this version has no bot yet, so nothing was asked of Telegram'
  if (names.has('telegram-bot-token'))
    return { check: 'telegram', level: 'ok', seen: `telegram-bot-token is there; ${unasked}` }
  const remedy = 'until there is one, read the alerts on the console, in the cloud in the log'
  return { check: 'telegram', level, seen: `telegram-bot-token is not there; ${unasked}`, remedy }
}
