import { afterEach } from '@jest/globals'
import type { EtradeClient } from '../../infra/etrade/client/etrade-client.ts'
import { clientOf, type ScriptedBroker, scriptedBroker } from './scripted-broker.ts'

/** A client and the scripted broker it talks to; both are closed after the test. */
export interface ScriptedClient {
  readonly client: EtradeClient
  readonly broker: ScriptedBroker
  /** Method and target of every request, in order. */
  requests(): readonly string[]
}

const toClose: (() => Promise<void> | void)[] = []

/** Call once in a test file that uses `scriptedClient`. */
export function closeAfterEach(): void {
  afterEach(async () => {
    for (const close of toClose.splice(0)) await close()
  })
}

export async function scriptedClient(
  script: Parameters<typeof scriptedBroker>[0],
  options: Parameters<typeof clientOf>[1] = {},
): Promise<ScriptedClient> {
  const broker = await scriptedBroker(script)
  const client = clientOf(broker, options)
  toClose.push(() => client.close(), broker.close)
  return {
    client,
    broker,
    requests: () => broker.received.map(({ method, target }) => `${method} ${target}`),
  }
}
