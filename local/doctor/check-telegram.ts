import { FileSecrets } from '../../infra/secrets/file-secrets.ts'
import { TelegramClient } from '../../infra/telegram/telegram-client.ts'
import { DeliveryUnknownError, NotDeliveredError } from '../../shared/ports/notifier.ts'
import type { NamesThere } from './check-secrets.ts'
import type { Finding } from './finding.ts'

const DEADLINE_MS = 5_000

/** Whether the bot has its token, and whether Telegram accepts it. */
export async function checkTelegram(names: NamesThere, secretsFile: string): Promise<Finding> {
  const check = 'telegram'
  if (!names) return { check, level: 'warning', seen: 'not known, as the secrets can not be read' }
  const token =
    names.has('telegram-bot-token') && (await new FileSecrets(secretsFile).read('telegram-bot-token'))
  if (!token) {
    const remedy =
      'run "openbell telegram status", which asks for it; until then read the alerts on the console or in the log'
    return { check, level: 'warning', seen: 'telegram-bot-token is not there', remedy }
  }
  const apiRoot = process.env['OPENBELL_TELEGRAM_API']
  const client = new TelegramClient({ token, deadlineMs: DEADLINE_MS, ...(apiRoot && { apiRoot }) })
  try {
    return { check, level: 'ok', seen: `@${await client.username()} answers` }
  } catch (error) {
    if (!(error instanceof NotDeliveredError || error instanceof DeliveryUnknownError)) throw error
    const remedy = 'look at the network; for a token that is refused ask @BotFather for a new one'
    return { check, level: 'FAILED', seen: error.message, remedy }
  } finally {
    client.close()
  }
}
