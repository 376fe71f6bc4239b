import { describe, expect, test } from '@jest/globals'
import { parseJson } from '../../../../infra/etrade/client/json.ts'
import { findProblem, shownText, speaksOfLimit } from '../../../../infra/etrade/client/problem.ts'
import { fixture } from '../../../support/scripted-broker.ts'

function problem(status: number, body: string | object) {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return findProblem({ status, text, json: parseJson(text) })
}

describe('one parser for every form in which the broker says no', () => {
  test('a JSON Error object, with its code as text', () => {
    expect(problem(500, fixture('sandbox-order-detail-error100'))).toEqual({
      httpStatus: 500,
      code: '100',
      text: 'The requested service is not currently available, please try after sometime.',
    })
  })

  test('a JSON Error object under status 200', () => {
    expect(problem(200, { Error: { code: 1037, message: 'not enough shares' } })).toEqual({
      httpStatus: 200,
      code: '1037',
      text: 'not enough shares',
    })
  })

  test('an Error without a message shows what it holds', () => {
    expect(problem(400, { Error: { code: 7 } })?.text).toBe('{"code":7}')
  })

  test('words in angle brackets of a JSON message are words', () => {
    const body = { Error: { code: 3001, message: 'limit <0.01> is\nbelow the  minimum' } }
    expect(problem(400, body)?.text).toBe('limit <0.01> is below the minimum')
  })

  test('an XML Error where JSON was asked for, its characters unescaped', () => {
    const body =
      '<?xml version="1.0"?>\n<Error><code>1037</code><message>A &amp; B &lt;100&gt;</message></Error>'
    expect(problem(400, body)).toEqual({ httpStatus: 400, code: '1037', text: 'A & B <100>' })
  })

  test('an oauth_problem in JSON', () => {
    expect(problem(401, { Error: { message: 'oauth_problem=token_expired' } })?.oauthProblem).toBe(
      'token_expired',
    )
  })

  test('an oauth_problem in a page', () => {
    const page =
      '<html><head><title>401</title></head><body><p>oauth_problem=consumer_key_rejected</p></body></html>'
    expect(problem(401, page)).toEqual({
      httpStatus: 401,
      text: '401 oauth_problem=consumer_key_rejected',
      oauthProblem: 'consumer_key_rejected',
    })
  })

  test('an oauth_problem with details behind it', () => {
    const body = 'oauth_problem=timestamp_refused,oauth_acceptable_timestamps=1636665132-1636668732'
    expect(problem(401, body)?.oauthProblem).toBe('timestamp_refused')
  })

  test('data is no problem', () => {
    expect(problem(200, fixture('sandbox-balance'))).toBeUndefined()
    expect(problem(200, 'oauth_token=a&oauth_token_secret=b')).toBeUndefined()
    expect(problem(502, '<html>Bad gateway</html>')).toBeUndefined()
  })
})

test('the rate limit is known by its words, in JSON and in a page, and by status 429', () => {
  const words = 'Number of requests exceeded the rate limit set'
  for (const answer of [
    problem(400, { Error: { message: words } }),
    problem(400, `<html><body>${words}</body></html>`),
  ]) {
    expect(answer && speaksOfLimit(answer)).toBe(true)
  }
  expect(speaksOfLimit({ httpStatus: 400, code: '101', text: 'timed out' })).toBe(false)
})

test('a long text is shown shortened and on one line', () => {
  expect(shownText(`<p>a</p>\n\n<p>${'b'.repeat(300)}</p>`)).toBe(`a ${'b'.repeat(198)}…`)
})
