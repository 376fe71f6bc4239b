import { TelegramError } from 'telegraf'
import { DeliveryUnknownError, NotDeliveredError } from '../../shared/ports/notifier.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import { SECOND_MS } from '../../shared/time/instant.ts'

/** A call of the Bot API, as far as the words about its failure need it. */
export interface TelegramCall {
  readonly method: string
  readonly token: Secret
  readonly deadlineMs: number
}

/** The connection ended before it began. */
const NEVER_CONNECTED: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** The Bot API's own failure; above it stand those of the gateways before it, which do not know what became of a call. */
const INTERNAL_ERROR = 500

const REMEDIES: ReadonlyMap<number, string> = new Map([
  [401, 'store the token that @BotFather shows as the secret telegram-bot-token'],
  [403, 'open the chat with the bot and press Start'],
  [404, 'store the whole token that @BotFather shows as the secret telegram-bot-token'],
])

/**
 * Whether a call that failed certainly had no effect. The client's error is not kept as the cause: it writes the
 * address of a request into its words, and the bot's token is part of the address.
 */
export function telegramFailure(
  call: TelegramCall,
  error: unknown,
): NotDeliveredError | DeliveryUnknownError {
  if (error instanceof TelegramError && error.code <= INTERNAL_ERROR) return refusal(call, error)
  const { code } = error as { readonly code?: unknown }
  if (NEVER_CONNECTED.has(code))
    return new NotDeliveredError(`Telegram can't be reached for ${call.method}: ${String(code)}`)
  return new DeliveryUnknownError(
    `nobody knows whether Telegram did ${call.method}: ${reasonOf(call, error)}`,
  )
}

function refusal({ method, token }: TelegramCall, { code, description, parameters }: TelegramError) {
  const remedy = REMEDIES.get(code)
  const words = `Telegram refused ${method}: ${code} ${description}${remedy ? `; ${remedy}` : ''}`
  const retryAfter = parameters?.retry_after
  return new NotDeliveredError(
    words.replaceAll(token.reveal(), '[secret]'),
    retryAfter === undefined ? {} : { retryAfterMs: retryAfter * SECOND_MS },
  )
}

/** A word of the system or of the client, never one of its texts. */
function reasonOf({ deadlineMs }: TelegramCall, error: unknown): string {
  if (error instanceof TelegramError) return `a gateway answered in its place (${error.code})`
  const { name, type, code } = error as Readonly<Record<'name' | 'type' | 'code', unknown>>
  if (name === 'AbortError') return `no answer within ${deadlineMs} ms`
  return String(code ?? type ?? name)
}
