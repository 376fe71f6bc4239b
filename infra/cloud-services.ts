import type { Clock } from '../shared/ports/clock.ts'
import type { Log } from '../shared/ports/log.ts'
import type { Secrets } from '../shared/ports/secrets.ts'
import type { Store } from '../shared/ports/store.ts'

/** The services of the cloud; another one takes their place where they can't be reached. */
export interface CloudServices {
  readonly clock: Clock
  readonly log: Log
  /** Where the Bot API of Telegram answers; Telegram's own when absent. */
  readonly telegramApi?: string
  openStore(at: { readonly projectId: string; readonly clock: Clock }): Promise<Store>
  openSecrets(at: { readonly projectId: string; readonly store: Store }): Promise<Secrets>
}
