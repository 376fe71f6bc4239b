import { beforeAll, describe, expect, test } from '@jest/globals'
import type { QuestionName } from '../../../../shared/commands/command-catalogue.ts'
import {
  BrokerRateLimitedError,
  BrokerRefusedError,
  BrokerUnauthorizedError,
  BrokerUnreachableError,
} from '../../../../shared/domain/errors.ts'
import { ProviderError } from '../../../../shared/domain/provider-error.ts'
import { SecretsUnavailableError } from '../../../../shared/ports/secrets.ts'
import { type Store, StoreUnavailableError } from '../../../../shared/ports/store.ts'
import { countedStore } from '../../../support/counted-store.ts'
import type { CycleBench } from '../../../support/cycle-bench.ts'
import { ask, QUESTIONS } from './ask.ts'
import { tradedDay } from './traded-day.ts'

let bench: CycleBench

beforeAll(async () => {
  bench = await tradedDay()
})

/** What no question may do is an error of the test. */
function readOnly(store: Store): Store {
  const refuse = () => {
    throw new Error('a question has written')
  }
  return { ...countedStore(store), commit: refuse }
}

/** Quotes that cost no permit: permits are the store's. */
const freeQuotes = () => ({ marketData: bench.market, recentQuotes: bench.market })

describe.each(QUESTIONS)('/%s', (name) => {
  test('writes nothing', async () => {
    const world = { ...bench.world, ...freeQuotes(), store: readOnly(bench.store) }
    await expect(ask(bench, [name], world)).resolves.toHaveProperty('text')
  })

  test('asks the broker at most once, and never about orders', async () => {
    const [calls, quotes] = [bench.broker.calls.length, bench.market.asked.length]
    await ask(bench, [name])
    const asked = bench.broker.calls.slice(calls)
    expect(asked).toEqual(name === 'balance' ? ['balance'] : [])
    expect(bench.market.asked.slice(quotes)).toEqual(name === 'positions' ? [['UPRO']] : [])
  })
})

describe('the store is asked', () => {
  const FREE: readonly QuestionName[] = [
    ...(['status', 'positions', 'orders', 'balance', 'token', 'cost', 'locks'] as const),
    ...(['config', 'version', 'help'] as const),
  ]

  async function trips(name: QuestionName): Promise<readonly string[]> {
    const store = countedStore(bench.store)
    await ask(bench, [name], { ...bench.world, ...freeQuotes(), store })
    return store.trips
  }

  test.each(FREE)('nothing by /%s: its answer is in the state', async (name) => {
    expect(await trips(name)).toEqual([])
  })

  test.each(QUESTIONS.filter((name) => !FREE.includes(name)))('at most six times by /%s', async (name) => {
    const { length } = await trips(name)
    expect(length).toBeGreaterThan(0)
    expect(length).toBeLessThanOrEqual(6)
  })
})

describe('an outage is told with what to do', () => {
  const failing = (error: Error) => async () => {
    throw error
  }

  const balanceFails = async (error: Error) => {
    const broker = { ...bench.world.broker, balance: failing(error) } as never
    return ask(bench, ['balance'], { ...bench.world, broker })
  }

  test.each([
    [
      'a silent broker',
      new BrokerUnreachableError('x', 'no answer to x'),
      'Stops rest at the broker. Ask again in a minute.',
    ],
    [
      'our own limits',
      new BrokerRateLimitedError('x', 'too many calls'),
      'Ask again in a minute. /budget tells how many are used.',
    ],
    ['a refusal', new BrokerRefusedError('x', { text: 'account closed' }), 'Ask again in a minute.'],
    [
      'a token that is not taken',
      new BrokerUnauthorizedError('x', 'token_expired'),
      'Log in and ask again; stops rest at the broker.',
    ],
  ])('%s', async (_, error, remedy) => {
    const reply = await balanceFails(error)
    expect(reply.text.split('\n')[0]).toBe('NOT KNOWN NOW')
    expect(reply.text.split('\n').at(-1)).toBe(remedy)
    expect(reply.table).toContain('Account, last seen')
  })

  test('a token that is not taken comes with the button to log in', async () => {
    const { buttons } = await balanceFails(new BrokerUnauthorizedError('x', 'token_expired'))
    expect(buttons).toEqual([{ label: 'Log in', command: '/login' }])
  })

  test.each(['why', 'profit', 'trades', 'health', 'logs', 'watchlist', 'budget'] as const)(
    'a store that is away: /%s',
    async (name) => {
      const away = failing(new StoreUnavailableError('Firestore can’t be reached'))
      const store: Store = { get: away, getAll: away, query: away, commit: away, close: async () => {} }
      const reply = await ask(bench, [name], { ...bench.world, store })
      expect(reply.text).toBe(
        [
          'NOT KNOWN NOW',
          'The store does not answer: Firestore can’t be reached.',
          'Nothing is bought or sold while it is away; stops rest at the broker. Ask again in a minute.',
        ].join('\n'),
      )
    },
  )

  test('secrets that can’t be read leave the rest of /status as it is', async () => {
    const session = {
      ...bench.world.session,
      token: failing(new SecretsUnavailableError('no access')),
    } as never
    const { text } = await ask(bench, ['status'], { ...bench.world, session })
    expect(text).toContain("Token not known: The secrets can't be read: no access.")
    expect(text).toContain('1 position, 1 order at work')
    expect((await ask(bench, ['token'], { ...bench.world, session })).text).toContain('NOT KNOWN NOW')
  })

  test('a provider of bars that is away takes the picture from a story and nothing else', async () => {
    const error = new ProviderError('yahoo', { problem: 'unreachable', text: 'timeout' })
    const history = { ...bench.world.history, minuteSessions: failing(error) }
    bench.clock.advance(6 * 60 * 60_000)
    const { text, picture } = await ask(bench, ['why', 'TQQQ'], { ...bench.world, history })
    expect(text).toContain('No chart: No prices of the past: yahoo: no answer: timeout.')
    expect(text).toContain('Result: +79.12 USD')
    expect(picture).toBeUndefined()
  })

  test('an error of our own is no outage', async () => {
    await expect(balanceFails(new TypeError('x is not a function'))).rejects.toThrow(TypeError)
  })
})
