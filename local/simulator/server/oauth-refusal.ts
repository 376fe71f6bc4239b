import { html } from 'hono/html'
import { type OAuthProblem, problemText } from '../oauth/oauth-problem.ts'
import { brokerError } from './broker-error.ts'
import type { WireContext } from './wire-context.ts'

/** Refuses a request for its signature or token: data calls in their own format, token calls as a page. */
export function oauthRefusal(c: WireContext, problem: OAuthProblem): Response | Promise<Response> {
  c.set('oauthProblem', problem.problem)
  if (c.req.path.startsWith('/oauth/')) return problemPage(c, problem)
  return brokerError(c, { message: problemText(problem) }, 401)
}

/** The token calls answer with a web server's error page, not with JSON (etrade-api.md section 4). */
function problemPage(c: WireContext, problem: OAuthProblem): Response | Promise<Response> {
  const title = 'HTTP Status 401 – Unauthorized'
  return c.html(
    html`<!doctype html><html lang="en"><head><title>${title}</title></head><body><h1>${title}</h1><p><b>Message</b> ${problemText(problem)}</p></body></html>`,
    401,
  )
}
