import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, request as send } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { http } from '@google-cloud/functions-framework'
import { getTestServer } from '@google-cloud/functions-framework/testing'
import { expect } from '@jest/globals'
import { freshId, sessionToken } from '../../functions/api/session-token.ts'
import { api } from '../../functions/api.ts'
import { keepBodyRaw } from '../../functions/json-body.ts'
import { startMachineStopwatch } from '../../infra/clock/machine-stopwatch.ts'
import { type Problem, type ProblemStatus, problemSchema } from '../../shared/api/problem.ts'
import { beginSession } from '../../shared/cycles/sessions/session.ts'
import { offerSignIn } from '../../shared/cycles/sessions/sign-in-link.ts'
import { Secret } from '../../shared/ports/secrets.ts'
import { cycleBench } from './cycle-bench.ts'
import { functionBench } from './function-bench.ts'

/** One request as it goes over the wire; the path is sent as it stands, however odd it is. */
export interface WireRequest {
  readonly method: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly token?: string | undefined
  /** Sent as JSON, unless a header says something else. */
  readonly body?: string | undefined
}

/** What came back. */
export interface WireAnswer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly text: string
}

/** Sends one request to a server of this machine. `fetch` would not send the odd ones. */
export async function overTheWire(baseUrl: string, request: WireRequest): Promise<WireAnswer> {
  const { hostname, port } = new URL(baseUrl)
  const { method, path, token, body } = request
  const headers = {
    ...(body !== undefined && {
      'Content-Type': 'application/json',
      'Content-Length': Buffer.byteLength(body),
    }),
    ...(token !== undefined && { Authorization: `Bearer ${token}` }),
    ...request.headers,
  }
  const sent = send({ hostname, port, path, method, headers })
  sent.end(body)
  const [answer] = await once(sent, 'response')
  return { status: answer.statusCode, headers: answer.headers, text: await textOf(answer) }
}

/** The API on the Functions Framework before a world in memory, at 09:36 of a Tuesday; the clock is also that of people. */
export async function apiBench(options: { readonly config?: object } = {}) {
  const cycle = cycleBench(options)
  const functions = functionBench(() => cycle.world)
  const answers: WireAnswer[] = []
  const secrets: string[] = []
  const secret = (value: string) => {
    secrets.push(value)
    return value
  }
  const bench = { signingKey: new Secret(secret(freshId())) as Secret | undefined }
  const parts = {
    ...functions.parts,
    startStopwatch: startMachineStopwatch,
    sessionKey: async () => bench.signingKey,
  }
  http('api', api(parts))
  const framework = getTestServer('api')
  const server = createServer((request, response) => {
    keepBodyRaw(request)
    framework.emit('request', request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return Object.assign(bench, {
    ...{ cycle, baseUrl, answers, parts },
    /** Everything the API has logged. */
    lines: functions.lines,
    async call(method: string, path: string, more: Omit<WireRequest, 'method' | 'path'> = {}) {
      const answer = await overTheWire(baseUrl, { method, path, ...more })
      answers.push(answer)
      return answer
    },
    /** A bearer token of a session that has just begun. */
    async signedIn(): Promise<string> {
      const id = freshId()
      await beginSession(cycle.world, { id, at: cycle.clock.now() })
      return secret(sessionToken(id, bench.signingKey as Secret))
    },
    /** The token of a fresh sign-in link. */
    async link(): Promise<string> {
      const token = secret(freshId())
      await offerSignIn(cycle.world, { token, at: cycle.clock.now() })
      return token
    },
    /** Fails when an answer, a header beside the cookie or a log line tells a secret or a stack trace. */
    assertNothingTold(): void {
      const shown = answers.map(
        ({ text, headers: { 'set-cookie': _, ...rest } }) => text + JSON.stringify(rest),
      )
      const logged = functions.lines.map((line) => JSON.stringify(line))
      const telling = [...shown, ...logged].filter((told) => secrets.some((value) => told.includes(value)))
      expect(telling).toEqual([])
      expect(shown.filter((told) => STACK_TRACE.test(told))).toEqual([])
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  })
}

export type ApiBench = Awaited<ReturnType<typeof apiBench>>

const STACK_TRACE = /\w\.[cm]?[jt]s:\d+:\d+|\(node:|node_modules|file:\/\/\//

/** The problem in a refusal, which is as every refusal must be: its type, its schema, its id, and kept by nobody. */
export function problemIn({ status, headers, text }: WireAnswer, expected?: ProblemStatus): Problem {
  expect([status, headers['content-type'], text]).toEqual([
    expected ?? status,
    'application/problem+json',
    text,
  ])
  const problem = problemSchema.parse(JSON.parse(text))
  expect(problem.status).toBe(status)
  expect(problem.correlationId).toMatch(/^[0-9a-f]{32}$/)
  expect(headers['x-correlation-id']).toBe(problem.correlationId)
  expect(headers['cache-control']).toBe('no-store')
  return problem
}
