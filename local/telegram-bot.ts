import { randomBytes } from 'node:crypto'
import { resolve } from 'node:path'
import { type BotEars, type BotParts, botEars } from '../infra/compose-telegram.ts'
import type { Environment } from '../infra/environment.ts'
import { FileSecrets } from '../infra/secrets/file-secrets.ts'
import { type OpenTelegram, openTelegram } from '../infra/telegram/open-telegram.ts'
import { readTelegramOwner } from '../infra/telegram-settings.ts'
import type { Config } from '../shared/config/config.ts'
import { ConfigError } from '../shared/config/config-error.ts'
import type { World } from '../shared/cycles/world.ts'
import { Secret } from '../shared/ports/secrets.ts'
import { packageVersion } from './commands/version.ts'
import { TelegramPoller } from './telegram-poller.ts'

const WEBHOOK_SECRET_BYTES = 32

export interface LocalBotOptions {
  readonly env: Environment
  readonly config: Config
  readonly secretsFile: string
  /** Shows what should not happen. */
  warn(line: string): void
}

/** A bot of the owner's own that a run on this computer talks through: asked, or called where it has an address. */
export class LocalBot {
  readonly #telegram: OpenTelegram
  readonly #ears: BotEars
  readonly #warn: (line: string) => void
  readonly #webhook: { readonly url: string; readonly secret: Secret } | undefined
  #poller: TelegramPoller | undefined

  private constructor(parts: {
    readonly telegram: OpenTelegram
    readonly ears: BotEars
    readonly webhookUrl: string | undefined
    warn(line: string): void
  }) {
    this.#telegram = parts.telegram
    this.#ears = parts.ears
    this.#warn = parts.warn
    const { webhookUrl: url } = parts
    const secret = new Secret(randomBytes(WEBHOOK_SECRET_BYTES).toString('hex'))
    this.#webhook = url === undefined ? undefined : { url, secret }
  }

  /**
   * The bot whose token is in the environment or in the file of secrets, for the owner whom the environment names;
   * `undefined` when no owner is named. Throws `ConfigError` for an owner without a bot.
   */
  static async open({ env, config, secretsFile, warn }: LocalBotOptions): Promise<LocalBot | undefined> {
    const owner = readTelegramOwner(env)
    if (!owner) return undefined
    const token = await tokenOf(env, secretsFile)
    const apiRoot = env['OPENBELL_TELEGRAM_API']
    const setup = { token, owner, ownerZone: config.telegram.timeZone, onPictureProblem: warn }
    const telegram = openTelegram({ ...setup, ...(apiRoot && { apiRoot }) })
    const ears = botEars({ owner, version: packageVersion(), messenger: telegram.messenger })
    return new LocalBot({ telegram, ears, warn, webhookUrl: env['OPENBELL_TELEGRAM_WEBHOOK_URL'] })
  }

  get notifier() {
    return this.#telegram.notifier
  }

  /** What stands behind the webhook; `undefined` while the bot is asked instead of called. */
  parts(): BotParts | undefined {
    return this.#webhook && { ...this.#ears, webhookSecret: this.#webhook.secret }
  }

  /** From now on the owner is heard. */
  async listen(world: () => World): Promise<void> {
    const { client } = this.#telegram
    if (this.#webhook) {
      await client.setWebhook(this.#webhook)
      return
    }
    this.#poller = new TelegramPoller({ client, ears: this.#ears, world, warn: this.#warn })
    this.#poller.start()
  }

  async close(): Promise<void> {
    await this.#poller?.stop()
    this.#telegram.client.close()
  }
}

async function tokenOf(env: Environment, secretsFile: string): Promise<Secret> {
  const text = env['OPENBELL_TELEGRAM_BOT_TOKEN']
  const token = text
    ? new Secret(text)
    : await new FileSecrets(resolve(secretsFile)).read('telegram-bot-token')
  if (token) return token
  throw new ConfigError([
    'OPENBELL_TELEGRAM_BOT_TOKEN: is not set, and OPENBELL_TELEGRAM_USER_ID is; @BotFather gives a bot its token',
  ])
}
