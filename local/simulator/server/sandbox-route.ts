import { Hono } from 'hono'
import { cannedAnswer } from '../sandbox/canned-answer.ts'
import { brokerError } from './broker-error.ts'
import { bodyOf } from './checked-input.ts'
import type { Wire, WireContext } from './wire-context.ts'

const WITH_BODY = ['POST', 'PUT']

/**
 * The broker's sandbox: it checks signature, token and the outer shape of a body, then gives the same answers to
 * everybody. There is no market behind it: its quotes are of 2012 and say REALTIME.
 */
export function sandboxRoute(): Hono<Wire> {
  return new Hono<Wire>().all('/*', async (c, next) => {
    const operation = c.get('operation')
    if (!operation) return next()
    const answer = cannedAnswer(operation)
    if (!answer)
      return brokerError(c, { message: `What the sandbox answers to ${operation} was never recorded.` }, 501)
    if (WITH_BODY.includes(c.req.method) && !(await hasRequest(c)))
      return brokerError(c, { message: 'The request body is not a request of the API.' })
    return c.json(answer.body, answer.status)
  })
}

async function hasRequest(c: WireContext): Promise<boolean> {
  const body = await bodyOf(c)
  return typeof body === 'object' && body !== null && Object.keys(body).some((key) => key.endsWith('Request'))
}
