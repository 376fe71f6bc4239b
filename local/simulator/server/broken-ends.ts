import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'

/** How a connection ends when it does not end with an answer. */
export interface BrokenEnd {
  brokenEnd?: 'no-answer' | 'half-an-answer'
}

type Bindings = HttpBindings & BrokenEnd

/** Answers requests, except where the connection shall break; that needs the socket, which no framework hands on. */
export function withBrokenEnds(
  answerTo: (request: Request, bindings: Bindings) => Response | Promise<Response>,
): (request: Request, bindings: Bindings) => Promise<Response> {
  return async (request, bindings) => {
    const answer = await answerTo(request, bindings)
    if (bindings.brokenEnd === undefined) return answer
    if (bindings.brokenEnd === 'no-answer') bindings.incoming.socket.resetAndDestroy()
    else await sendHalf(answer, bindings)
    return RESPONSE_ALREADY_SENT
  }
}

/** Promises the whole length and closes after half of it. */
async function sendHalf(answer: Response, { incoming, outgoing }: Bindings): Promise<void> {
  const body = Buffer.from(await answer.arrayBuffer())
  const headers = { ...Object.fromEntries(answer.headers), 'content-length': Math.max(1, body.length) }
  outgoing.writeHead(answer.status, headers)
  outgoing.flushHeaders()
  outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => incoming.socket.destroy())
}
