import { randomUUID } from 'node:crypto'
import type { OwnerUpdate } from '../shared/commands/owner-update.ts'
import type { Config } from '../shared/config/config.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Messenger } from '../shared/ports/messenger.ts'
import type { Notifier } from '../shared/ports/notifier.ts'
import type { Secret, Secrets } from '../shared/ports/secrets.ts'
import { openedOnce } from './lazy/opened-once.ts'
import { readUpdate, UnreadableUpdateError } from './telegram/incoming-update.ts'
import type { OpenTelegram } from './telegram/open-telegram.ts'

/** What the bot is made of, wherever it runs. */
export interface TelegramOptions {
  readonly owner: { readonly userId: number; readonly chatId: number }
  readonly config: Config
  readonly secrets: () => Promise<Secrets>
  readonly log: Log
  readonly apiRoot?: string
  /** What /version tells. */
  readonly version: string
  /** Where /dashboard leads. */
  readonly dashboardUrl?: string
}

/** What it takes to hear the owner and to answer. */
export interface BotEars {
  readonly owner: TelegramOptions['owner']
  readonly messenger: Messenger
  readonly version: string
  readonly dashboardUrl?: string
  readonly nonce: () => string
  readUpdate(body: unknown): OwnerUpdate | { readonly problem: string }
}

/** The same behind a webhook, which anybody may call. */
export interface BotParts extends BotEars {
  readonly webhookSecret: Secret
}

/** The bot; its token is read when the first message needs it. */
export interface Bot {
  /** Tells the owner; without a token nothing is told here. */
  readonly notifier: Notifier
  /** `undefined` while its token or the secret of the webhook is missing. */
  webhook(): Promise<BotParts | undefined>
}

export function composeTelegram(options: TelegramOptions): Bot {
  const opened = openedOnce(() => open(options))
  return {
    notifier: { deliver: async (notice) => (await opened())?.notifier.deliver(notice) },
    webhook: openedOnce(async () => {
      const [telegram, webhookSecret] = await Promise.all([
        opened(),
        options.secrets().then((secrets) => secrets.read('telegram-webhook-secret')),
      ])
      const { owner, version, dashboardUrl } = options
      return (
        telegram &&
        webhookSecret && {
          ...botEars({
            ...{ owner, version, messenger: telegram.messenger },
            ...(dashboardUrl !== undefined && { dashboardUrl }),
          }),
          webhookSecret,
        }
      )
    }),
  }
}

/** How the owner is heard, whoever brings the updates. */
export function botEars(of: Pick<BotEars, 'owner' | 'messenger' | 'version' | 'dashboardUrl'>): BotEars {
  return { ...of, nonce: randomUUID, readUpdate: readOrExplain }
}

async function open({ secrets, log, config, ...setup }: TelegramOptions): Promise<OpenTelegram | undefined> {
  const token = await (await secrets()).read('telegram-bot-token')
  if (!token) {
    log.warn({}, 'secret telegram-bot-token is missing: alerts are in the log alone')
    return undefined
  }
  // Most runs have nothing to tell, and the client is large.
  const { openTelegram } = await import('./telegram/open-telegram.ts')
  return openTelegram({
    ...setup,
    token,
    ownerZone: config.telegram.timeZone,
    onPictureProblem: (message) => log.warn({}, message),
  })
}

function readOrExplain(body: unknown): OwnerUpdate | { readonly problem: string } {
  try {
    return readUpdate(body)
  } catch (error) {
    if (error instanceof UnreadableUpdateError) return { problem: error.message }
    throw error
  }
}
