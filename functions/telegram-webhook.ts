import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpFunction, Request } from '@google-cloud/functions-framework'
import { formatEt } from '../shared/time/exchange-time.ts'
import { answering } from './answering.ts'
import type { FunctionParts, TelegramParts } from './function-parts.ts'
import { failed, type Outcome } from './outcome.ts'
import { outcomeOfFailure } from './outcome-of-failure.ts'

const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token'

/**
 * The door of the bot: the only public one, so it opens for the secret alone that Telegram was given with the webhook. Telegram
 * delivers an update again until the answer is 200.
 */
export function telegramWebhook(parts: FunctionParts): HttpFunction {
  return answering('telegram-webhook', parts, (request) => outcomeOf(parts, request))
}

async function outcomeOf(parts: FunctionParts, request: Request): Promise<Outcome> {
  try {
    if (request.method !== 'POST')
      return { ...failed(405, `Telegram sends POST; this was ${request.method}`), headers: { Allow: 'POST' } }
    const telegram = await parts.telegram()
    if (!telegram) return failed(404, 'there is no bot: its token is not configured')
    if (!isFromTelegram(request, telegram)) return failed(403, `${SECRET_HEADER} is missing or wrong`)
    return await heard(parts, telegram, request)
  } catch (error) {
    return outcomeOfFailure(error)
  }
}

async function heard(parts: FunctionParts, telegram: TelegramParts, request: Request): Promise<Outcome> {
  const update = telegram.readUpdate(request.body)
  if ('problem' in update) return failed(400, update.problem)
  const [{ hearOwner }, world] = await Promise.all([
    import('../shared/cycles/commands/hear-owner.ts'),
    parts.compose(),
  ])
  const { owner, messenger, version, nonce } = telegram
  const done = await hearOwner({ world, owner, messenger, version, nonce, at: parts.wallClock() }, update)
  const at = `${formatEt(parts.now(), 'date-time')} ET`
  return { httpStatus: 200, body: { at, ...done }, runKey: `update-${update.updateId}` }
}

/** Compares digests, which have one length, in a time that tells nothing of where they differ. */
function isFromTelegram(request: Request, { webhookSecret }: TelegramParts): boolean {
  const [told, known] = [request.get(SECRET_HEADER) ?? '', webhookSecret.reveal()].map((text) =>
    createHash('sha256').update(text).digest(),
  ) as [Buffer, Buffer]
  return timingSafeEqual(told, known)
}
