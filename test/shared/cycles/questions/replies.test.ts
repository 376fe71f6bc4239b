import { beforeAll, describe, expect, test } from '@jest/globals'
import type { QuestionName } from '../../../../shared/commands/command-catalogue.ts'
import { TABLE_WIDTH_MAX } from '../../../../shared/commands/reply-table.ts'
import { BrokerUnreachableError } from '../../../../shared/domain/errors.ts'
import { findInstrument } from '../../../../shared/symbols/registry.ts'
import { type CycleBench, cycleBench } from '../../../support/cycle-bench.ts'
import { TQQQ } from '../../../support/fixtures.ts'
import { ask, QUESTIONS } from './ask.ts'
import { expectGolden, readable } from './golden-text.ts'
import { at, SOXL, tradedDay } from './traded-day.ts'
import { troubledDay } from './troubled-day.ts'

/** Every question after the other, as the owner would read the answers. */
async function allAnswers(bench: CycleBench, more: readonly (readonly [QuestionName, string])[] = []) {
  const answers = []
  for (const asked of [...QUESTIONS.map((name) => [name] as const), ...more])
    answers.push({ command: `/${asked.join(' ')}`, reply: await ask(bench, asked) })
  return answers
}

type Answers = Awaited<ReturnType<typeof allAnswers>>

function asOneText(answers: Answers): string {
  return answers.map(({ command, reply }) => `>>> ${command}\n${readable(reply)}\n`).join('\n')
}

describe.each([
  ['a-day-with-trades', tradedDay],
  ['an-empty-system', emptySystem],
  ['a-broker-that-is-down', dayWithoutBroker],
  ['a-day-of-troubles', troubledDay],
])('%s', (name, make) => {
  let answers: Answers

  beforeAll(async () => {
    const bench = await make()
    answers = await allAnswers(bench, [
      ['why', 'TQQQ'],
      ['why', 'SOXL'],
      ['why', 'AAPL'],
      ['chart', 'SOXL'],
      ['chart', 'ZZZZ'],
    ])
  })

  test('is told as it was read and found good', () => {
    expectGolden(name, asOneText(answers))
  })

  test('no table is wider than a phone', () => {
    const lines = answers.flatMap(({ reply }) => reply.table?.split('\n') ?? [])
    expect(lines.filter((line) => [...line].length > TABLE_WIDTH_MAX)).toEqual([])
  })

  test('every answer begins with a headline that fits into one line', () => {
    const headlines = answers.map(({ reply }) => reply.text.split('\n')[0] ?? '')
    expect(headlines.filter((line) => line === '' || line.length > 45)).toEqual([])
  })

  test('every answer fits into one message', () => {
    const long = answers.filter(({ reply }) => reply.text.length + (reply.table?.length ?? 0) > 4_000)
    expect(long.map(({ command }) => command)).toEqual([])
  })

  test('every picture is one', () => {
    const pictures = answers.flatMap(({ reply }) => reply.picture ?? [])
    expect(pictures.filter((picture) => !picture.startsWith('<svg'))).toEqual([])
  })
})

async function emptySystem(): Promise<CycleBench> {
  const instruments = [TQQQ, SOXL].flatMap((symbol) => findInstrument(symbol) ?? [])
  const bench = cycleBench({ now: at(600), instruments })
  bench.session.current = undefined
  bench.session.clockAheadMs = undefined
  return bench
}

async function dayWithoutBroker(): Promise<CycleBench> {
  const bench = await tradedDay()
  const outage = () => {
    throw new BrokerUnreachableError('accounts/balance', 'no readable answer to accounts/balance')
  }
  bench.broker.onBalance = outage
  bench.broker.onOrders = outage
  bench.broker.onHoldings = outage
  bench.market.failure = new BrokerUnreachableError('market/quote', 'no readable answer to market/quote')
  return bench
}
