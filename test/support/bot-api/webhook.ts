import { setTimeout as wait } from 'node:timers/promises'
import { type Fields, jsonOf, textOf } from './fields.ts'
import { badRequest } from './refusal.ts'
import type { Update } from './update.ts'

/** Where the bot wants its updates brought to. */
export interface Webhook {
  readonly url: string
  readonly secretToken: string
}

/** How often an update is brought again that was not taken, and after which pause. */
export interface Redelivery {
  readonly attemptsMax: number
  readonly pauseMs: number
}

const ANSWER_WITHIN_MS = 60_000

/**
 * Reads `setWebhook`; an empty address is none. The real one takes https alone; here a loopback address is taken too,
 * and is the only one that updates are brought to.
 */
export function webhookOf(fields: Fields): Webhook | undefined {
  const url = textOf(fields, 'url')
  if (url === '') return undefined
  if (!URL.canParse(url)) throw badRequest('bad webhook: invalid webhook URL specified')
  if (!url.startsWith('https://') && !isLoopback(url))
    throw badRequest('bad webhook: An HTTPS URL must be provided for webhook')
  const secretToken = textOf(fields, 'secret_token')
  if (!/^[\w-]{0,256}$/.test(secretToken)) throw badRequest('secret token contains unallowed characters')
  return { url, secretToken }
}

/** The kinds of updates the bot asks for; none named are all. */
export function allowedUpdatesOf(fields: Fields): readonly string[] {
  return (jsonOf(fields, 'allowed_updates') as readonly string[] | undefined) ?? []
}

/** Brings an update until it is taken or the attempts are used up; answers the status of each, 0 for none. */
export async function bring(
  update: Update,
  webhook: Webhook,
  { attemptsMax, pauseMs }: Redelivery,
): Promise<readonly number[]> {
  const statuses: number[] = []
  while (statuses.length < attemptsMax) {
    if (statuses.length > 0) await wait(pauseMs)
    const status = await post(update, webhook)
    statuses.push(status)
    if (isTaken(status)) break
  }
  return statuses
}

export function isTaken(status: number | undefined): boolean {
  return status !== undefined && status >= 200 && status < 300
}

async function post(update: Update, { url, secretToken }: Webhook): Promise<number> {
  if (!isLoopback(url)) return 0
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        ...(secretToken !== '' && { 'X-Telegram-Bot-Api-Secret-Token': secretToken }),
      },
      body: JSON.stringify(update),
      redirect: 'manual',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    await response.arrayBuffer()
    return response.status
  } catch {
    return 0
  }
}

function isLoopback(url: string): boolean {
  return new URL(url).hostname === '127.0.0.1'
}
