import type { Reply } from '../../shared/commands/reply.ts'
import { type HeardDone, hearOwner } from '../../shared/cycles/commands/hear-owner.ts'
import type { World } from '../../shared/cycles/world.ts'
import { NotDeliveredError } from '../../shared/ports/notifier.ts'
import { type EpochMs, SECOND_MS } from '../../shared/time/instant.ts'

const OWNER = { userId: 7, chatId: 70 }

/** The owner's phone in a test: says, taps, and keeps what the bot answers. */
export class PhoneBench {
  readonly replies: Reply[] = []
  readonly taps: string[] = []
  readonly withoutButtons: number[] = []
  /** While set the bot can't answer. */
  isDown = false
  /** By which the owner's own clock is ahead of that of the market. */
  laterMs = 0
  readonly #world: World
  #updateId = 100
  #nonces = 0

  constructor(world: World) {
    this.#world = world
  }

  get last(): Reply | undefined {
    return this.replies.at(-1)
  }

  /** The headline of the last answer. */
  get headline(): string | undefined {
    return this.last?.text.split('\n')[0]
  }

  say(text: string, options: { readonly updateId?: number; readonly from?: Partial<typeof OWNER> } = {}) {
    const updateId = options.updateId ?? this.#next()
    return this.#hear({ kind: 'said', updateId, ...OWNER, ...options.from, text })
  }

  /** Taps the first button of the last answer, or sends what it would have sent. */
  tap(
    options: { readonly afterSeconds?: number; readonly command?: string; readonly updateId?: number } = {},
  ) {
    const button = this.last?.buttons?.[0]
    const command = options.command ?? (button && 'command' in button ? button.command : undefined)
    if (command === undefined) throw new Error(`no button under: ${this.last?.text}`)
    this.laterMs += (options.afterSeconds ?? 1) * SECOND_MS
    const updateId = options.updateId ?? this.#next()
    return this.#hear({
      ...{ kind: 'tapped', updateId, ...OWNER },
      ...{ messageId: updateId, tapId: `tap-${updateId}`, command },
    })
  }

  /** Gives an order and confirms it in time. */
  async order(text: string): Promise<void> {
    await this.say(text)
    await this.tap()
  }

  #hear(update: Parameters<typeof hearOwner>[1]): Promise<HeardDone> {
    return hearOwner(
      {
        world: this.#world,
        owner: OWNER,
        messenger: {
          send: async (reply) => {
            if (this.isDown) throw new NotDeliveredError('Telegram is down')
            this.replies.push(reply)
          },
          answerTap: async (_, words) => void this.taps.push(words),
          removeButtons: async (messageId) => void this.withoutButtons.push(messageId),
        },
        version: 'test',
        at: (this.#world.clock.now() + this.laterMs) as EpochMs,
        nonce: () => this.#nonce(),
      },
      update,
    )
  }

  #next(): number {
    this.#updateId += 1
    return this.#updateId
  }

  #nonce(): string {
    this.#nonces += 1
    return `nonce-${this.#nonces}`
  }
}
