import { describe, expect, test } from '@jest/globals'
import { parseFaultPlan } from '../../../../local/simulator/faults/fault-plan.ts'
import { HaltedMarket } from '../../../../local/simulator/faults/halted-market.ts'
import { money } from '../../../../shared/domain/money.ts'
import { ScriptedMarket } from '../../../support/scripted-market.ts'
import { accepted, at, openFloor, orderOf, printed, SOXL, TQQQ, ticket } from '../exchange/trading-day.ts'

const { halts } = parseFaultPlan({
  halts: [{ symbol: 'TQQQ', from: '2026-03-03T10:00:00-05:00', until: '2026-03-03T10:10:00-05:00' }],
})
const TAPE = [
  printed('09:59', { last: '50.00' }),
  printed('10:00', { last: '40.00' }),
  printed('10:05', { last: '41.00' }),
  printed('10:05', { last: '30.00' }, { symbol: SOXL }),
  printed('10:10', { last: '42.00' }),
]
const market = new HaltedMarket(new ScriptedMarket(TAPE), halts)

describe('a halted symbol', () => {
  test('shows its quote of before, from the first moment of the halt to the last', () => {
    for (const moment of ['10:00', '10:05', '10:09:59'])
      expect(market.quote(TQQQ, at(moment))).toMatchObject({
        last: money('50'),
        time: at('09:59'),
        isHalted: true,
      })
  })

  test('trades again at the moment the halt ends', () => {
    expect(market.quote(TQQQ, at('10:10'))).toMatchObject({ last: money('42') })
    expect(market.quote(TQQQ, at('10:10'))).not.toHaveProperty('isHalted')
  })

  test('prints nothing, and leaves the others alone', () => {
    const range = { after: at('09:30'), upTo: at('16:00') }
    expect(market.prints(TQQQ, range).map(({ time }) => time)).toEqual([at('09:59'), at('10:10')])
    expect(market.prints(SOXL, range)).toHaveLength(1)
    expect(market.quote(SOXL, at('10:05'))).toMatchObject({ last: money('30') })
  })

  test('takes orders with a warning and fills them when it trades again', async () => {
    const { exchange, clock } = await openFloor({ tape: TAPE, market, now: at('10:02') })
    const order = ticket({ side: 'BUY', type: 'MARKET' })
    const preview = await exchange.preview(order)
    expect(preview).toMatchObject({ ok: true, preview: { notices: [{ code: 1043 }] } })
    const orderId = await accepted(exchange, order)
    clock.moveTo(at('10:09:59'))
    expect(await orderOf(exchange, orderId)).toMatchObject({ status: 'OPEN', filledQuantity: 0 })
    clock.moveTo(at('10:10'))
    expect(await orderOf(exchange, orderId)).toMatchObject({
      status: 'EXECUTED',
      averagePrice: money('42.01'),
    })
  })
})
