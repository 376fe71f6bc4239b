import { createHash, timingSafeEqual } from 'node:crypto'
import type { HttpFunction, Request } from '@google-cloud/functions-framework'
import type { OwnerUpdate } from '../shared/commands/owner-update.ts'
import type { Ears } from '../shared/cycles/commands/ears.ts'
import { formatEt } from '../shared/time/exchange-time.ts'
import { answering } from './answering.ts'
import type { FunctionParts, TelegramParts } from './function-parts.ts'
import { jsonBody } from './json-body.ts'
import { failed, type Outcome } from './outcome.ts'
import { outcomeOfFailure } from './outcome-of-failure.ts'

const SECRET_HEADER = 'X-Telegram-Bot-Api-Secret-Token'

/**
 * The door of the bot: the only public one, so it opens for the secret alone that Telegram was given with the webhook. Telegram
 * delivers an update again until the answer is 200.
 */
export function telegramWebhook(parts: FunctionParts): HttpFunction {
  return answering('telegram-webhook', parts, (request, id) => outcomeOf(parts, request, id))
}

async function outcomeOf(parts: FunctionParts, request: Request, correlationId: string): Promise<Outcome> {
  try {
    if (request.method !== 'POST')
      return { ...failed(405, `Telegram sends POST; this was ${request.method}`), headers: { Allow: 'POST' } }
    const telegram = await parts.telegram()
    if (!telegram) return failed(404, 'there is no bot: its token is not configured')
    if (!isFromTelegram(request, telegram)) return failed(403, `${SECRET_HEADER} is missing or wrong`)
    const body = jsonBody(request)
    if ('problem' in body) return failed(400, body.problem)
    const update = telegram.readUpdate(body.value)
    if ('problem' in update) return failed(400, update.problem)
    return await heard(parts, { ...telegram, correlationId }, update)
  } catch (error) {
    return outcomeOfFailure(error)
  }
}

async function heard(
  parts: FunctionParts,
  {
    owner,
    messenger,
    version,
    dashboardUrl,
    nonce,
    correlationId,
  }: TelegramParts & { readonly correlationId: string },
  update: OwnerUpdate,
): Promise<Outcome> {
  const [{ hearOwner }, world] = await Promise.all([
    import('../shared/cycles/commands/hear-owner.ts'),
    parts.compose(),
  ])
  const ears: Ears = {
    ...{ world, owner, messenger, version, nonce, correlationId, at: parts.wallClock() },
    ...(dashboardUrl !== undefined && { dashboardUrl }),
  }
  const done = await hearOwner(ears, update)
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
