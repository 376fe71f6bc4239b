import type { ServerResponse } from 'node:http'
import type { Fault } from './faults.ts'
import { Refusal } from './refusal.ts'

/** Answers in the place of a method, when the fault is one that keeps the call from taking effect. */
export function answerInPlace(fault: Fault, response: ServerResponse): boolean {
  switch (fault.kind) {
    case 'too-many-requests': {
      const { retryAfterSeconds: seconds } = fault
      throw new Refusal(429, `Too Many Requests: retry after ${seconds}`, { retry_after: seconds })
    }
    case 'internal-error':
      throw new Refusal(500, 'Internal Server Error')
    case 'refused':
      throw new Refusal(fault.code, fault.description)
    case 'bad-gateway':
      sendPage(response, 502, '<html><head><title>502 Bad Gateway</title></head></html>')
      return true
    case 'unreadable':
      sendPage(response, fault.status, fault.body)
      return true
    default:
      return false
  }
}

/** Answers what a method answered. */
export function sendResult(response: ServerResponse, result: unknown): void {
  send(response, 200, { ok: true, result })
}

/** Answers a no; what is no refusal is a fault of this double and told as one. */
export function sendRefusal(response: ServerResponse, error: unknown): void {
  const { code, message, parameters } =
    error instanceof Refusal ? error : new Refusal(500, `Internal Server Error: ${String(error)}`)
  send(response, code, {
    ok: false,
    error_code: code,
    description: message,
    ...(parameters && { parameters }),
  })
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body))
}

function sendPage(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html' }).end(page)
}
