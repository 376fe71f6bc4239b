import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { EtradeClient, type EtradeClientOptions } from '../../infra/etrade/client/etrade-client.ts'
import { etradeHosts } from '../../infra/etrade/hosts.ts'
import type { AccessToken, TokenVault } from '../../infra/etrade/oauth/token-vault.ts'
import { Secret } from '../../shared/ports/secrets.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

/** 09:36 ET on Tuesday 2026-03-03. */
export const NOW = Date.parse('2026-03-03T14:36:00Z') as EpochMs

export interface Received {
  readonly method: string
  /** As it stood on the request line, never decoded. */
  readonly target: string
  readonly authorization: string
  readonly contentType: string | undefined
  readonly body: string
  /** The sender's port: the same one for every request of a kept-alive connection. */
  readonly port: number | undefined
}

/** `drop` breaks the connection after the request was read; `stall` never answers. */
export type Reply =
  | 'drop'
  | 'stall'
  | {
      readonly status?: number
      readonly type?: string
      readonly location?: string
      /** The `Date` header; without it the broker does not tell its time. */
      readonly date?: EpochMs
      readonly body?: string | object
    }

export interface ScriptedBroker {
  readonly baseUrl: string
  readonly received: readonly Received[]
  close(): Promise<void>
}

/** A loopback server that gives the replies it was told, the last one for ever, and remembers what it received. */
export async function scriptedBroker(
  script: readonly Reply[] | ((request: Received) => Reply),
): Promise<ScriptedBroker> {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    const seen = await receive(request)
    received.push(seen)
    const reply =
      typeof script === 'function' ? script(seen) : script[Math.min(received.length, script.length) - 1]
    if (reply === 'stall') return
    if (reply === 'drop' || reply === undefined) return void request.socket.destroy()
    const { status = 200, type = 'application/json', location, date, body = '' } = reply
    response.sendDate = false
    response.writeHead(status, {
      'Content-Type': type,
      ...(location ? { Location: location } : {}),
      ...(date === undefined ? {} : { Date: new Date(date).toUTCString() }),
    })
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received, close }
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { method = '', url: target = '', headers, socket } = request
  return {
    method,
    target,
    authorization: headers.authorization ?? '',
    contentType: headers['content-type'],
    body: Buffer.concat(chunks).toString(),
    port: socket.remotePort,
  }
}

export const CONSUMER = { key: new Secret('consumer/key+1='), secret: new Secret('consumer/secret+2=') }

export const TOKEN: AccessToken = {
  token: new Secret('access/token+3=='),
  secret: new Secret('access/secret+4=='),
  issuedAt: NOW,
}

/** A vault that holds one token and counts what is asked of it. */
export class OneTokenVault implements TokenVault {
  token: AccessToken | undefined
  invalidations = 0

  constructor(token: AccessToken | undefined = TOKEN) {
    this.token = token
  }

  async read(): Promise<AccessToken | undefined> {
    return this.token
  }

  async write(token: AccessToken): Promise<void> {
    this.token = token
  }

  async destroy(): Promise<void> {
    this.token = undefined
  }

  invalidate(): void {
    this.invalidations += 1
  }
}

/** A client of the scripted broker that waits for nothing; `pauses` receives what it would have waited. */
export function clientOf(
  broker: { readonly baseUrl: string },
  options: Partial<EtradeClientOptions> & { readonly pauses?: number[] } = {},
): EtradeClient {
  const { pauses, ...overrides } = options
  return new EtradeClient({
    hosts: etradeHosts({ simulator: broker.baseUrl }),
    consumer: CONSUMER,
    tokens: new OneTokenVault(),
    clock: { now: () => NOW, sleep: async () => {} },
    delay: async (milliseconds) => void pauses?.push(milliseconds),
    random: () => 1,
    ...overrides,
  })
}

/** A recorded answer of the broker's sandbox, or one after its documentation. */
export function fixture(name: string): object {
  return JSON.parse(readFileSync(new URL(`../fixtures/etrade/${name}.json`, import.meta.url), 'utf8'))
}
