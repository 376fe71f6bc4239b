import type { HttpAnswer } from '../../http/host-connection.ts'
import { parseJson } from './json.ts'
import { type BrokerProblem, findProblem, shownText, speaksOfLimit } from './problem.ts'
import { parseXml } from './xml.ts'

/** What came of one call, before anyone judges what that means for the read or the order it belongs to. */
export type Answer<Body> =
  | { readonly kind: 'body'; readonly body: Body }
  /** 204: the broker has nothing to list. */
  | { readonly kind: 'empty' }
  | { readonly kind: 'problem'; readonly problem: BrokerProblem }
  | { readonly kind: 'unreadable'; readonly httpStatus: number; readonly shown: string }
  | { readonly kind: 'silence'; readonly cause: Error }

/**
 * Reads an answer that should be an object in JSON, or in XML, which comes now and then although JSON was asked for
 * (reference §1). An empty 200 is unreadable: only a 204 means nothing.
 */
export async function readDataAnswer({ status, text }: HttpAnswer): Promise<Answer<object>> {
  const json = parseJson(text)
  const problem = findProblem({ status, text, json })
  if (problem) return { kind: 'problem', problem }
  if (status === 204) return { kind: 'empty' }
  const body = isSuccess(status) ? (json ?? (await parseXml(text))) : undefined
  if (typeof body === 'object' && body !== null) return { kind: 'body', body }
  return { kind: 'unreadable', httpStatus: status, shown: shownText(text) }
}

/** Reads an answer of a token call, which is plain text. A good one holds secrets, so nothing of it is shown. */
export function readTextAnswer({ status, text }: HttpAnswer): Exclude<Answer<string>, { kind: 'empty' }> {
  if (isSuccess(status)) return { kind: 'body', body: text }
  const problem = findProblem({ status, text, json: parseJson(text) })
  if (problem) return { kind: 'problem', problem }
  return { kind: 'unreadable', httpStatus: status, shown: shownText(text) }
}

/** Whether asking again a moment later may help: the broker is busy or down, or the connection broke. */
export function isTransient(answer: Answer<unknown>): boolean {
  const httpStatus = statusOf(answer)
  return answer.kind === 'silence' || (httpStatus !== undefined && (httpStatus === 429 || httpStatus >= 500))
}

/** Whether the broker could not do its work: it was silent, unreadable, or said that it is down itself. */
export function isOutage(answer: Answer<unknown>): boolean {
  switch (answer.kind) {
    case 'body':
    case 'empty':
      return false
    case 'silence':
      return true
    case 'unreadable':
      return answer.httpStatus !== 401 && answer.httpStatus !== 429
    case 'problem':
      return isServiceFailure(answer.problem)
  }
}

/** Codes 100 and 163 outside a 4xx are the broker's words for being down itself (reference §9). */
export function isServiceFailure({ httpStatus, code }: BrokerProblem): boolean {
  return httpStatus >= 500 || (httpStatus < 400 && (code === '100' || code === '163'))
}

/** Whether the broker wants a pause: in its own words, or by a 429, which it has not been seen to send. */
export function isLimitAnswer(answer: Answer<unknown>): boolean {
  return statusOf(answer) === 429 || (answer.kind === 'problem' && speaksOfLimit(answer.problem))
}

/** The status of a refused or unreadable answer. */
export function statusOf(answer: Answer<unknown>): number | undefined {
  if (answer.kind === 'problem') return answer.problem.httpStatus
  return answer.kind === 'unreadable' ? answer.httpStatus : undefined
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300
}
