import type { Messenger } from '../../ports/messenger.ts'
import type { EpochMs } from '../../time/instant.ts'
import type { World } from '../world.ts'

/** Who may command, and how they are answered. */
export interface Ears {
  readonly world: World
  readonly owner: { readonly userId: number; readonly chatId: number }
  readonly messenger: Messenger
  readonly version: string
  /** Where the dashboard is; absent where there is none. */
  readonly dashboardUrl?: string
  /** Of the call that brought the update, where it has a log. */
  readonly correlationId?: string
  /** The time of the owner's own clock: a person needs as long in a simulated day that runs fast. */
  readonly at: EpochMs
  /** Made anew for each button; nobody can guess it. */
  readonly nonce: () => string
}
