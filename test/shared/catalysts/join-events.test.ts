import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { CATALYST_KINDS } from '../../../shared/catalysts/catalyst-kind.ts'
import { joinEvents } from '../../../shared/catalysts/join-events.ts'
import { ticker } from '../../../shared/domain/ids.ts'
import { parseExchangeDate as date } from '../../../shared/time/exchange-time.ts'
import { catalystEvent } from './radar-world.ts'

test('of two that tell the same the one that knows the moment stays, whatever the order', () => {
  const vague = catalystEvent({ source: 'etrade' })
  const exact = catalystEvent({ source: 'finnhub', moment: 'after-close' })
  expect(joinEvents([[vague], [exact]])).toEqual([exact])
  expect(joinEvents([[exact], [vague]])).toEqual([exact])
})

test('of two that know as much the earlier source stays', () => {
  const first = catalystEvent({ source: 'first', moment: 'before-open' })
  const second = catalystEvent({ source: 'second', moment: 'after-close' })
  expect(joinEvents([[first], [second]])).toEqual([first])
})

test('a title that only the other has is kept', () => {
  const titled = catalystEvent({ source: 'file', title: 'First quarter' })
  const exact = catalystEvent({ source: 'finnhub', moment: 'after-close' })
  expect(joinEvents([[titled], [exact]])).toEqual([{ ...exact, title: 'First quarter' }])
})

test('another kind, date or symbol is another event; they ascend by date', () => {
  const events = [
    catalystEvent(),
    catalystEvent({ kind: 'GUIDANCE' }),
    catalystEvent({ symbol: ticker('DIS') }),
    catalystEvent({ date: date('2026-03-09') }),
  ]
  const [first, second, third, fourth] = events
  expect(joinEvents([events])).toEqual([fourth, first, second, third])
})

test('no two joined events tell the same, and none is lost', () => {
  const event = fc
    .record({
      symbol: fc.constantFrom('AAPL', 'DIS').map(ticker),
      date: fc.constantFrom('2026-03-09', '2026-03-10').map(date),
      kind: fc.constantFrom(...CATALYST_KINDS),
      moment: fc.constantFrom('unknown' as const, 'after-close' as const),
    })
    .map((fields) => catalystEvent(fields))
  const key = ({ symbol, date: day, kind }: ReturnType<typeof catalystEvent>) => `${symbol} ${day} ${kind}`
  fc.assert(
    fc.property(fc.array(fc.array(event)), (sources) => {
      const joined = joinEvents(sources)
      expect(joined.map(key).toSorted()).toEqual([...new Set(sources.flat().map(key))].toSorted())
      for (const { date: day, ...one } of joined)
        if (one.moment === 'unknown')
          expect(
            sources
              .flat()
              .filter((each) => key(each) === key({ ...one, date: day }) && each.moment !== 'unknown'),
          ).toEqual([])
    }),
  )
})
