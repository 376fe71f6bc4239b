import { setTimeout as wait } from 'node:timers/promises'
import { type Fields, integerOf } from './fields.ts'
import { Refusal } from './refusal.ts'
import type { Update } from './update.ts'
import { allowedUpdatesOf, bring, isTaken, type Redelivery, type Webhook, webhookOf } from './webhook.ts'

/** What became of an update that was brought to the webhook: the status of each attempt, 0 for none. */
export interface Delivery {
  readonly update: Update
  readonly statuses: readonly number[]
}

const LIMIT_MAX = 100
const WEBHOOK_IS_SET = new Refusal(
  409,
  "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
)
const OTHER_POLL = new Refusal(
  409,
  'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
)

/** The updates on their way to the bot: brought to its webhook, or kept until it asks. */
export class UpdateFeed {
  readonly #redelivery: Redelivery
  #pending: { readonly update: Update; readonly isRepeat: boolean }[] = []
  #webhook: Webhook | undefined
  #allowed: readonly string[] = []
  #lastId = 812_000_000
  #poll = new AbortController()

  constructor(redelivery: Redelivery) {
    this.#redelivery = redelivery
  }

  /** Sends on something new; a kind the bot did not ask for gets its number and is forgotten. */
  async add(content: Omit<Update, 'update_id'>): Promise<Delivery> {
    this.#lastId += 1
    const update = { update_id: this.#lastId, ...content }
    const [kind = ''] = Object.keys(content)
    if (this.#allowed.length > 0 && !this.#allowed.includes(kind)) return { update, statuses: [] }
    return this.#sendOn(update, { isRepeat: false })
  }

  /** Sends on an old update once more. */
  async repeat(update: Update): Promise<Delivery> {
    return this.#sendOn(update, { isRepeat: true })
  }

  async getUpdates(fields: Fields, gone: AbortSignal): Promise<readonly Update[]> {
    if (this.#webhook) throw WEBHOOK_IS_SET
    this.#poll.abort(OTHER_POLL)
    this.#poll = new AbortController()
    const { signal } = this.#poll
    if (fields['allowed_updates'] !== undefined) this.#allowed = allowedUpdatesOf(fields)
    this.#confirm(integerOf(fields, 'offset') ?? 0)
    await this.#somethingOr((integerOf(fields, 'timeout') ?? 0) * 1_000, AbortSignal.any([signal, gone]))
    if (signal.aborted) throw signal.reason
    return this.#next(integerOf(fields, 'limit') ?? LIMIT_MAX)
  }

  setWebhook(fields: Fields): true {
    this.#webhook = webhookOf(fields)
    if (fields['allowed_updates'] !== undefined) this.#allowed = allowedUpdatesOf(fields)
    return this.#afterWebhookChange(fields)
  }

  deleteWebhook(fields: Fields): true {
    this.#webhook = undefined
    return this.#afterWebhookChange(fields)
  }

  getWebhookInfo(): object {
    return {
      url: this.#webhook?.url ?? '',
      has_custom_certificate: false,
      pending_update_count: this.#pending.length,
      ...(this.#allowed.length > 0 && { allowed_updates: this.#allowed }),
    }
  }

  /** Ends a waiting `getUpdates`. */
  stop(): void {
    this.#poll.abort(OTHER_POLL)
  }

  async #sendOn(update: Update, { isRepeat }: { readonly isRepeat: boolean }): Promise<Delivery> {
    const statuses = this.#webhook ? await bring(update, this.#webhook, this.#redelivery) : []
    if (!isTaken(statuses.at(-1))) this.#pending.push({ update, isRepeat })
    return { update, statuses }
  }

  /** What waited for the bot goes to its new webhook. */
  #afterWebhookChange(fields: Fields): true {
    const waiting = String(fields['drop_pending_updates']) === 'true' ? [] : this.#pending
    this.#pending = this.#webhook ? [] : waiting
    if (this.#webhook) for (const { update, isRepeat } of waiting) void this.#sendOn(update, { isRepeat })
    return true
  }

  /** Updates before the offset are known to the bot; a negative one counts from the end. */
  #confirm(offset: number): void {
    if (offset < 0) this.#pending = this.#pending.slice(offset)
    else
      this.#pending = this.#pending.filter(({ update, isRepeat }) => isRepeat || update.update_id >= offset)
  }

  async #somethingOr(timeoutMs: number, ended: AbortSignal): Promise<void> {
    const until = performance.now() + timeoutMs
    while (this.#pending.length === 0 && performance.now() < until && !ended.aborted) await wait(2)
  }

  /** An update stays until it is confirmed, a repeat is told once. */
  #next(limit: number): readonly Update[] {
    const told = this.#pending.slice(0, Math.min(Math.max(limit, 1), LIMIT_MAX))
    this.#pending = this.#pending.filter((entry) => !(entry.isRepeat && told.includes(entry)))
    return told.map(({ update }) => update)
  }
}
