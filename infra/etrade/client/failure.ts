import {
  type BrokerError,
  BrokerOutcomeUnknownError,
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../shared/domain/errors.ts'
import { type Answer, isLimitAnswer, isServiceFailure, statusOf } from './answer.ts'

/** Anything but a body where a body was due. */
export type FailedAnswer = Exclude<Answer<unknown>, { kind: 'body' }>

/** What a failed answer means for a call without effect: a read, a preview or a token call. */
export function harmlessFailure(operation: string, answer: FailedAnswer): BrokerError {
  const problem = answer.kind === 'problem' ? answer.problem : undefined
  if (isLimitAnswer(answer)) return new BrokerRateLimitedError(operation, describe(operation, answer))
  if (statusOf(answer) === 401) return unauthorized(operation, answer)
  if (problem && !isServiceFailure(problem)) return new BrokerRefusedError(operation, problem)
  return new BrokerUnreachableError(operation, describe(operation, answer), causeOf(answer))
}

/**
 * What a failed answer means for an order that left: refused only when the broker said so in words and was not
 * failing itself; anything else may have happened.
 */
export function orderFailure(operation: string, answer: FailedAnswer): BrokerError {
  if (statusOf(answer) === 401) return unauthorized(operation, answer)
  if (answer.kind === 'problem' && !isServiceFailure(answer.problem) && answer.problem.httpStatus !== 408) {
    return new BrokerRefusedError(operation, answer.problem)
  }
  return new BrokerOutcomeUnknownError(operation, describe(operation, answer), causeOf(answer))
}

function unauthorized(operation: string, answer: FailedAnswer): BrokerUnauthorizedError {
  const problem = answer.kind === 'problem' ? (answer.problem.oauthProblem ?? answer.problem.text) : undefined
  return new BrokerUnauthorizedError(operation, problem || 'status 401 without a reason')
}

function describe(operation: string, answer: FailedAnswer): string {
  switch (answer.kind) {
    case 'problem':
      return `${operation} failed: ${answer.problem.code ?? `status ${answer.problem.httpStatus}`} ${answer.problem.text}`
    case 'unreadable':
      return `${operation} gave no readable answer: status ${answer.httpStatus}, "${answer.shown}"`
    case 'empty':
      return `${operation} gave no readable answer: status 204`
    case 'silence':
      return `${operation} gave no answer: ${answer.cause.message}`
  }
}

function causeOf(answer: FailedAnswer): ErrorOptions {
  return answer.kind === 'silence' ? { cause: answer.cause } : {}
}
