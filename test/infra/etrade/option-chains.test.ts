import { describe, expect, test } from '@jest/globals'
import { readOptionChain, readOptionExpirations } from '../../../infra/etrade/option-chains.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { money } from '../../../shared/domain/money.ts'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import { fixture } from '../../support/scripted-broker.ts'
import { closeAfterEach, scriptedClient } from '../../support/scripted-client.ts'

closeAfterEach()

const AAPL = ticker('AAPL')
const expires = parseExchangeDate('2013-03-22')

describe('a chain', () => {
  test.each([
    ['of the sandbox', fixture('sandbox-options-chain')],
    ['of the documentation', { OptionChainResponse: fixture('doclike-get-option-chains') }],
  ])('%s', async (_, body) => {
    const { client, requests } = await scriptedClient([{ body }])
    const chain = await readOptionChain(client, AAPL, { expires, nearUsd: 480.5, strikesMax: 2 })
    expect(chain.expires).toBe('2013-03-22')
    expect(chain.options.map(({ osiKey }) => osiKey)).toEqual([
      'AAPL--130322C00485000',
      'AAPL--130322P00485000',
    ])
    expect(chain.options[0]).toEqual({
      osiKey: 'AAPL--130322C00485000',
      side: 'CALL',
      strike: money('485'),
      bid: money('0.02'),
      ask: money('0.01'),
      askSize: 25,
      last: money('0.01'),
      time: 1_363_975_980_000,
      volume: 178,
      openInterest: 2782,
      inTheMoney: false,
      adjusted: false,
      greeks: {
        delta: 0.0848,
        gamma: 0.0316,
        theta: -0.018,
        vega: 0.0751,
        rho: 0.0095,
        impliedVolatility: 0.1407,
      },
    })
    expect(requests()).toEqual([
      'GET /v1/market/optionchains.json?symbol=AAPL&expiryYear=2013&expiryMonth=3&expiryDay=22&chainType=CALLPUT&includeWeekly=true&strikePriceNear=480.5&noOfStrikes=2',
    ])
  })

  test('of one pair with one side, bare and with numbers as text', async () => {
    const call = {
      osiKey: 'K',
      symbol: 'A',
      optionType: 'CALL',
      strikePrice: '200.0',
      bid: '0.0',
      ask: '1.50',
    }
    const { client } = await scriptedClient([
      {
        body: {
          OptionChainResponse: {
            OptionPair: { Call: call },
            SelectedED: { year: '2018', month: '8', day: '7' },
          },
        },
      },
    ])
    expect(await readOptionChain(client, AAPL, { expires })).toEqual({
      expires: '2018-08-07',
      options: [
        {
          osiKey: 'K',
          side: 'CALL',
          strike: money('200'),
          ask: money('1.5'),
          volume: 0,
          openInterest: 0,
          greeks: {},
        },
      ],
    })
  })

  test('with an option that is neither call nor put is unreadable', async () => {
    const selected = { year: 2018, month: 8, day: 7 }
    const broken = { OptionPair: [{ Call: { optionType: 'BOTH' } }], SelectedED: selected }
    const { client } = await scriptedClient([{ body: { OptionChainResponse: broken } }])
    await expect(readOptionChain(client, AAPL, { expires })).rejects.toBeInstanceOf(BrokerUnreachableError)
  })

  test('after a 204 has no options', async () => {
    const { client } = await scriptedClient([{ status: 204 }])
    expect(await readOptionChain(client, AAPL, { expires })).toEqual({ expires, options: [] })
  })
})

describe('the expirations', () => {
  test('of the documentation, the kind only where it is told', async () => {
    const { client, requests } = await scriptedClient([
      { body: { OptionExpireDateResponse: fixture('doclike-get-option-expire-dates') } },
    ])
    const dates = await readOptionExpirations(client, AAPL)
    expect(dates).toHaveLength(7)
    expect(dates[0]).toEqual({ date: '2012-11-23', kind: 'WEEKLY' })
    expect(dates[4]).toEqual({ date: '2013-06-22' })
    expect(requests()).toEqual(['GET /v1/market/optionexpiredate.json?symbol=AAPL&expiryType=ALL'])
  })

  test('are none after a 204', async () => {
    const { client } = await scriptedClient([{ status: 204 }])
    expect(await readOptionExpirations(client, AAPL)).toEqual([])
  })
})
