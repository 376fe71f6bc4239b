import { describe, expect, test } from '@jest/globals'
import type { FailedAnswer } from '../../../../infra/etrade/client/failure.ts'
import { harmlessFailure, orderFailure } from '../../../../infra/etrade/client/failure.ts'
import {
  BrokerOutcomeUnknownError,
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../../shared/domain/errors.ts'

const silence: FailedAnswer = { kind: 'silence', cause: new Error('no answer within 30000 ms') }
const refusal = problem(400, '101', 'timed out')
const rateLimit = problem(400, undefined, 'Number of requests exceeded the rate limit set')

function problem(
  httpStatus: number,
  code: string | undefined,
  text: string,
  oauthProblem?: string,
): FailedAnswer {
  const words = { ...(code ? { code } : {}), ...(oauthProblem ? { oauthProblem } : {}) }
  return { kind: 'problem', problem: { httpStatus, text, ...words } }
}

function unreadable(httpStatus: number): FailedAnswer {
  return { kind: 'unreadable', httpStatus, shown: 'Bad gateway' }
}

describe('an order that left', () => {
  const cases: readonly (readonly [string, FailedAnswer, unknown])[] = [
    ['was refused when the broker says so', refusal, BrokerRefusedError],
    [
      'was refused when the broker says so under status 200',
      problem(200, '1037', 'too few'),
      BrokerRefusedError,
    ],
    ['was refused when there were too many calls', rateLimit, BrokerRefusedError],
    [
      'was not accepted without a sign-in',
      problem(401, undefined, 'x', 'token_expired'),
      BrokerUnauthorizedError,
    ],
    ['is in doubt after silence', silence, BrokerOutcomeUnknownError],
    ['is in doubt after a service failure', problem(500, '100', 'not available'), BrokerOutcomeUnknownError],
    ['is in doubt after a service failure under 200', problem(200, '100', 'down'), BrokerOutcomeUnknownError],
    [
      'is in doubt after a time-out named by the server',
      problem(408, undefined, 'x'),
      BrokerOutcomeUnknownError,
    ],
    ['is in doubt after an unreadable 200', unreadable(200), BrokerOutcomeUnknownError],
    ['is in doubt after an unreadable 403', unreadable(403), BrokerOutcomeUnknownError],
    ['is in doubt after an unreadable 502', unreadable(502), BrokerOutcomeUnknownError],
    ['is in doubt after a 204', { kind: 'empty' }, BrokerOutcomeUnknownError],
  ]
  test.each(cases)('%s', (_name, answer, expected) => {
    expect(orderFailure('orders/place', answer)).toBeInstanceOf(expected)
  })

  test('every 5xx leaves it in doubt', () => {
    for (let status = 500; status < 600; status += 1) {
      expect(orderFailure('orders/place', problem(status, '1', 'x'))).toBeInstanceOf(
        BrokerOutcomeUnknownError,
      )
      expect(orderFailure('orders/place', unreadable(status))).toBeInstanceOf(BrokerOutcomeUnknownError)
    }
  })
})

describe('a call without effect', () => {
  const cases: readonly (readonly [string, FailedAnswer, unknown])[] = [
    ['is refused in the words of the broker', refusal, BrokerRefusedError],
    ['is told to pause', rateLimit, BrokerRateLimitedError],
    ['is told to pause by status 429 alone', unreadable(429), BrokerRateLimitedError],
    ['lacks a sign-in', unreadable(401), BrokerUnauthorizedError],
    ['is unreachable after silence', silence, BrokerUnreachableError],
    ['is unreachable after a service failure', problem(500, '100', 'not available'), BrokerUnreachableError],
    ['is unreachable after an unreadable answer', unreadable(200), BrokerUnreachableError],
  ]
  test.each(cases)('%s', (_name, answer, expected) => {
    expect(harmlessFailure('accounts/balance', answer)).toBeInstanceOf(expected)
  })

  test('code 100 under status 400 is a refusal: the account key is not ours', () => {
    expect(harmlessFailure('accounts/balance', problem(400, '100', 'x'))).toBeInstanceOf(BrokerRefusedError)
  })

  test('the message names the operation and what came', () => {
    expect(harmlessFailure('accounts/balance', unreadable(502)).message).toBe(
      'accounts/balance gave no readable answer: status 502, "Bad gateway"',
    )
    expect(harmlessFailure('accounts/balance', silence).message).toBe(
      'accounts/balance gave no answer: no answer within 30000 ms',
    )
    expect(harmlessFailure('orders/list', problem(500, '100', 'not available')).message).toBe(
      'orders/list failed: 100 not available',
    )
  })
})
