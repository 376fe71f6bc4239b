import { randomBytes } from 'node:crypto'
import { TelegramClient } from '../../infra/telegram/telegram-client.ts'
import { COMMANDS } from '../../shared/commands/command-catalogue.ts'
import { Secret, type Secrets } from '../../shared/ports/secrets.ts'
import { Dialog } from '../dialog.ts'
import { UsageError } from '../failure.ts'
import { openSecrets, type SecretsPlace } from '../open-secrets.ts'

interface TelegramOptions extends SecretsPlace {
  readonly url?: string
  readonly json: boolean
}

/** Telegram takes 1 to 256 letters, digits, underscores and hyphens. */
const WEBHOOK_SECRET_BYTES = 32

/** `openbell telegram`: tells Telegram where the bot's function is, or looks whether the bot answers. */
export async function telegram(
  action: 'connect' | 'status' | 'disconnect',
  options: TelegramOptions,
): Promise<void> {
  const { secrets, close } = await openSecrets(options, 'telegram')
  const dialog = new Dialog()
  let client: TelegramClient | undefined
  try {
    client = clientOf(await keptOrAsked(secrets, dialog))
    const done = await { connect, status, disconnect }[action]({ client, secrets, url: options.url })
    process.stdout.write(options.json ? `${JSON.stringify(done.facts)}\n` : `${done.words}\n`)
  } finally {
    client?.close()
    dialog.close()
    await close()
  }
}

interface Desk {
  readonly client: TelegramClient
  readonly secrets: Secrets
  readonly url: string | undefined
}

interface Done {
  readonly words: string
  readonly facts: object
}

/** A new secret each time, so that one that leaked is worth nothing after the command is run again. */
async function connect({ client, secrets, url }: Desk): Promise<Done> {
  if (url === undefined || !url.startsWith('https://') || !URL.canParse(url))
    throw new UsageError(
      `--url: was "${url ?? ''}"; it must be the https address of telegram-webhook, which "terraform output functions" tells`,
    )
  const secret = new Secret(randomBytes(WEBHOOK_SECRET_BYTES).toString('hex'))
  await secrets.write('telegram-webhook-secret', secret)
  await client.setWebhook({ url, secret })
  await client.setCommands(COMMANDS.map(({ name: command, description }) => ({ command, description })))
  const bot = await client.username()
  return { words: `@${bot} brings what you say to ${url}. Say /help to it.`, facts: { bot, url } }
}

async function status({ client }: Desk): Promise<Done> {
  const bot = await client.username()
  return { words: `@${bot} answers.`, facts: { bot } }
}

async function disconnect({ client }: Desk): Promise<Done> {
  await client.deleteWebhook()
  const bot = await client.username()
  return { words: `@${bot} brings nothing any more.`, facts: { bot } }
}

async function keptOrAsked(secrets: Secrets, dialog: Dialog): Promise<Secret> {
  const kept = await secrets.read('telegram-bot-token')
  if (kept) return kept
  const text = await dialog.askHidden('telegram-bot-token, which @BotFather told you (kept from now on)')
  if (text === '') throw new UsageError('telegram-bot-token: was empty; @BotFather tells it')
  const told = new Secret(text)
  await secrets.write('telegram-bot-token', told)
  return told
}

function clientOf(token: Secret): TelegramClient {
  const apiRoot = process.env['OPENBELL_TELEGRAM_API']
  return new TelegramClient({ token, ...(apiRoot && { apiRoot }) })
}
