import type { z } from 'zod'
import type { ProviderCall } from '../../shared/metrics/call-metrics.ts'
import type { Secret } from '../../shared/ports/secrets.ts'
import type { HostConnection } from '../http/host-connection.ts'
import { askProvider } from '../http/provider-request.ts'

/** Where the provider answers. */
export const FINNHUB_ORIGIN = 'https://finnhub.io'

export interface FinnhubClientParts {
  readonly connection: Pick<HostConnection, 'exchange'>
  readonly origin?: string
  /** Asked before each call; a key that can't be had is a `ProviderError`. */
  readonly key: () => Promise<Secret>
  readonly onCall?: (call: ProviderCall) => void
}

/** Asks Finnhub. The key travels in a header, so that no address ever holds it. */
export class FinnhubClient {
  readonly #parts: FinnhubClientParts

  constructor(parts: FinnhubClientParts) {
    this.#parts = parts
  }

  /** `path` begins after /api/v1/; `module` names the call in metrics. Throws `ProviderError`. */
  async get<T>(path: string, { module, schema }: { module: string; schema: z.ZodType<T> }): Promise<T> {
    const { connection, origin = FINNHUB_ORIGIN, key, onCall } = this.#parts
    return askProvider(connection, {
      provider: 'finnhub',
      module,
      url: `${origin}/api/v1/${path}`,
      headers: { Accept: 'application/json', 'X-Finnhub-Token': (await key()).reveal() },
      schema,
      readableStatuses: [200],
      ...(onCall && { onCall }),
    })
  }
}
