import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { SystemClock } from '../infra/clock/system-clock.ts'
import type { BotEars } from '../infra/compose-telegram.ts'
import type { TelegramClient } from '../infra/telegram/telegram-client.ts'
import { hearOwner } from '../shared/cycles/commands/hear-owner.ts'
import type { World } from '../shared/cycles/world.ts'

/** How long Telegram keeps a question open until something is said. */
const WAIT_SECONDS = 25
/** After a failure, so that an outage is not asked about without end. */
const PAUSE_MS = 5_000

interface PollerParts {
  readonly client: Pick<TelegramClient, 'deleteWebhook' | 'getUpdates'>
  readonly ears: BotEars
  world(): World
  warn(line: string): void
}

/** Asks Telegram for what the owner says: a computer without an address in the internet can't be called. */
export class TelegramPoller {
  readonly #parts: PollerParts
  readonly #clock = new SystemClock()
  readonly #ended = new AbortController()
  #running: Promise<void> = Promise.resolve()

  constructor(parts: PollerParts) {
    this.#parts = parts
  }

  start(): void {
    this.#running = this.#poll()
  }

  /** Ends the waiting, not the answer under way. */
  async stop(): Promise<void> {
    this.#ended.abort()
    await this.#running
  }

  async #poll(): Promise<void> {
    const { client } = this.#parts
    const { signal } = this.#ended
    let offset = 0
    let hasWebhook = true
    while (!signal.aborted) {
      try {
        // A bot that has a webhook can't be asked.
        if (hasWebhook) await client.deleteWebhook()
        hasWebhook = false
        for (const body of await client.getUpdates({ offset, timeoutSeconds: WAIT_SECONDS, signal })) {
          await this.#hear(body)
          // An update that failed comes again, and its owner is then told that nobody knows what became of it.
          offset = Math.max(offset, numberOf(body) + 1)
        }
      } catch (error) {
        this.#parts.warn(`Telegram: ${error instanceof Error ? error.message : String(error)}`)
        await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined)
      }
    }
  }

  async #hear(body: unknown): Promise<void> {
    const { readUpdate, ...ears } = this.#parts.ears
    const update = readUpdate(body)
    if ('problem' in update) this.#parts.warn(`Telegram: ${update.problem}`)
    else await hearOwner({ ...ears, world: this.#parts.world(), at: this.#clock.now() }, update)
  }
}

const numberedSchema = z.looseObject({ update_id: z.int() })

function numberOf(body: unknown): number {
  return numberedSchema.parse(body).update_id
}
