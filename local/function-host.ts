import { createServer, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { functionNames, registerFunctions } from '../functions/index.ts'
import { keepBodyRaw } from '../functions/json-body.ts'
import { admitEveryCaller } from '../infra/callers/admit-every-caller.ts'
import { startMachineStopwatch } from '../infra/clock/machine-stopwatch.ts'
import { SystemClock } from '../infra/clock/system-clock.ts'
import type { BotParts } from '../infra/compose-telegram.ts'
import { FolderReports } from '../infra/kept-reports/folder-reports.ts'
import { StructuredLog } from '../infra/log/structured-log.ts'
import type { World } from '../shared/cycles/world.ts'
import type { MeterReport } from '../shared/metrics/meter-report.ts'
import type { Secret } from '../shared/ports/secrets.ts'
import { REPORTS_FOLDER } from './backtest/keep-report.ts'
import { packageVersion } from './commands/version.ts'
import type { StaticFiles } from './dashboard/static-files.ts'

/** What stands behind the addresses; both may throw while the system starts. */
export interface Hosted {
  world(): World
  /** What `GET /metrics` answers. */
  metrics(): Promise<MeterReport>
  /** Signs the sessions of the API. */
  sessionKey(): Promise<Secret>
  /** The bot behind the webhook; `undefined` when there is none. */
  telegram(): BotParts | undefined
  /** The dashboard beside the functions; absent where nobody looks. */
  readonly dashboard?: StaticFiles
  /** Of backtests; where `openbell backtest` keeps them by default. */
  readonly reportsFolder?: string
}

/** The functions of the cloud, reachable under one port of this machine only. */
export interface FunctionHost {
  readonly baseUrl: string
  close(): Promise<void>
}

/**
 * Serves every function on 127.0.0.1 the way the cloud would, each through the Functions Framework's own server, so
 * that what runs here is what is deployed. The first path segment names the function. Port 0 takes a free one.
 */
export async function hostFunctions(hosted: Hosted, port: number): Promise<FunctionHost> {
  const clock = new SystemClock()
  registerFunctions({
    now: () => hosted.world().clock.now(),
    compose: () => hosted.world(),
    // The terminal belongs to the narrator; only what should not happen at all is shown beside it.
    log: new StructuredLog({ level: 'error', output: 'stderr' }),
    callerCheck: () => admitEveryCaller,
    startStopwatch: startMachineStopwatch,
    wallClock: () => clock.now(),
    telegram: async () => hosted.telegram(),
    version: packageVersion(),
    sessionKey: () => hosted.sessionKey(),
    measured: () => hosted.metrics(),
    reports: new FolderReports(hosted.reportsFolder ?? REPORTS_FOLDER),
  })
  const servers = new Map<string, Server>(functionNames.map((name) => [name, getTestServer(name)]))
  const host = createServer((request, response) => {
    const [, name = ''] = (request.url ?? '/').split(/[/?]/)
    const server = servers.get(name)
    if (server) {
      keepBodyRaw(request)
      server.emit('request', request, response)
      return
    }
    if (name === 'metrics') {
      void answerMetrics(hosted, response)
      return
    }
    if (hosted.dashboard?.answer(request, response)) return
    response.writeHead(name === '' ? 200 : 404, { 'Content-Type': 'application/json' })
    response.end(`${JSON.stringify(directory(host), undefined, 2)}\n`)
  })
  await listen(host, port)
  return { baseUrl: addressOf(host), close: () => close(host) }
}

async function answerMetrics(hosted: Hosted, response: ServerResponse): Promise<void> {
  const json = { 'Content-Type': 'application/json' }
  try {
    const body = JSON.stringify(await hosted.metrics(), undefined, 2)
    response.writeHead(200, json).end(`${body}\n`)
  } catch (error) {
    response.writeHead(503, json).end(`${JSON.stringify({ problem: (error as Error).message })}\n`)
  }
}

function directory(host: Server): object {
  const runs = functionNames.filter((name) => name !== 'api')
  return {
    functions: runs.map((name) => `curl -X POST ${addressOf(host)}/${name}`),
    api: `${addressOf(host)}/api/openapi.json`,
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function addressOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
