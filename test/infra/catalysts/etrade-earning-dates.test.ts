import { afterEach, expect, test } from '@jest/globals'
import { EtradeEarningDates } from '../../../infra/catalysts/etrade-earning-dates.ts'
import { BrokerUnreachableError } from '../../../shared/domain/errors.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import {
  clientOf,
  fixture,
  type Reply,
  type ScriptedBroker,
  scriptedBroker,
} from '../../support/scripted-broker.ts'

const AAPL = ticker('AAPL')
const DIS = ticker('DIS')
const SPAN = { from: date('2026-03-03'), to: date('2026-04-02') }

let broker: ScriptedBroker
let close: () => Promise<void> = async () => {}

afterEach(() => close())

async function open(reply: Reply): Promise<EtradeEarningDates> {
  broker = await scriptedBroker([reply])
  const client = clientOf(broker)
  close = () => {
    client.close()
    return broker.close()
  }
  return new EtradeEarningDates({ client })
}

const telling = (dates: Readonly<Record<string, string>>) => ({
  body: {
    QuoteResponse: {
      QuoteData: Object.entries(dates).map(([symbol, nextEarningDate]) => ({
        Product: { symbol },
        All: { nextEarningDate },
      })),
    },
  },
})

test('the quote is asked to bring its earnings date', async () => {
  const source = await open(telling({ AAPL: '' }))
  await source.events({ symbols: [AAPL, DIS], ...SPAN })
  const [{ target } = { target: '' }] = broker.received
  expect(target).toMatch(/market\/quote\/AAPL,DIS\.json\?/)
  expect(target).toMatch(/requireEarningsDate=true/)
})

test.each(['', '   '])('a blank date, "%s", is absent', async (blank) => {
  expect(await (await open(telling({ AAPL: blank }))).events({ symbols: [AAPL], ...SPAN })).toEqual([])
})

test('the answer of the sandbox tells no date', async () => {
  const source = await open({ body: fixture('sandbox-quote') })
  expect(await source.events({ symbols: [ticker('GOOG')], ...SPAN })).toEqual([])
})

test.each(['03/10/2026', '2026-03-10'])('%s is a date of which the moment is not known', async (written) => {
  const source = await open(telling({ AAPL: written, DIS: '' }))
  expect(await source.events({ symbols: [AAPL, DIS], ...SPAN })).toEqual([
    { symbol: AAPL, date: '2026-03-10', moment: 'unknown', kind: 'EARNINGS', source: 'etrade' },
  ])
})

test.each([
  ['03/02/2026', 0],
  ['03/03/2026', 1],
  ['04/02/2026', 1],
  ['04/03/2026', 0],
])('of %s %d are within the span', async (written, count) => {
  const source = await open(telling({ AAPL: written }))
  expect(await source.events({ symbols: [AAPL], ...SPAN })).toHaveLength(count)
})

test('a symbol that was not asked for is left out', async () => {
  const source = await open(telling({ TSLA: '03/10/2026' }))
  expect(await source.events({ symbols: [AAPL], ...SPAN })).toEqual([])
})

test.each(['02/30/2026', '10.03.2026', 'soon'])('%s is refused with what was seen', async (written) => {
  const source = await open(telling({ AAPL: written }))
  const reading = source.events({ symbols: [AAPL], ...SPAN })
  await expect(reading).rejects.toThrow(BrokerUnreachableError)
  await expect(reading).rejects.toThrow(`"${written}", expected blank or a date as MM/DD/YYYY or YYYY-MM-DD`)
})
