import { describe, expect, test } from '@jest/globals'
import {
  brokerProblemAlert,
  entryCancelledAlert,
  exitsWithoutTapeAlert,
  holdingWithoutQuoteAlert,
  orderProblemAlert,
} from '../../../shared/alerts/order-alerts.ts'
import type { PositionId } from '../../../shared/domain/ids.ts'
import { type EpochMs, MINUTE_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX, orderRecord, TQQQ } from '../../support/fixtures.ts'

describe('orders that went wrong', () => {
  test('a refused entry is for information, and says that nothing was sent again', () => {
    const alert = orderProblemAlert(orderRecord({ state: 'REJECTED', note: 'no money' }), NINE_THIRTY_SIX)
    expect(alert.urgency).toBe('info')
    expect(alert.text).toBe('ORDER REJECTED BUY 184 TQQQ\nNo money\nNothing was sent again.\n09:36:00 ET')
  })

  test('an order in doubt is critical, and says what waits for it', () => {
    const alert = orderProblemAlert(orderRecord({ state: 'UNKNOWN' }), NINE_THIRTY_SIX)
    expect(alert.urgency).toBe('critical')
    expect(alert.text).toBe(
      'ORDER UNKNOWN BUY 184 TQQQ\nNo reason given\n' +
        "No other TQQQ order is sent until the broker's order list shows what happened.\n" +
        'Look at that list, and place no TQQQ order by hand meanwhile.\n09:36:00 ET',
    )
  })

  test('a refused exit is critical, and says what the owner looks at', () => {
    const purpose = { kind: 'exit', positionId: 'TQQQ-1' as PositionId, reason: 'STOP_LOSS' } as const
    const alert = orderProblemAlert(orderRecord({ state: 'REJECTED', purpose }), NINE_THIRTY_SIX)
    expect(alert.urgency).toBe('critical')
    expect(alert.text).toContain('look at your TQQQ shares at the broker')
  })

  test('an entry that ended short tells how many shares were bought', () => {
    const ended = orderRecord({ state: 'CANCELLED', filledQuantity: 50 })
    expect(entryCancelledAlert(ended, NINE_THIRTY_SIX).text).toBe(
      'ENTRY TQQQ CANCELLED\n50 of 184 shares bought\n09:36:00 ET',
    )
    expect(entryCancelledAlert({ ...ended, note: 'day order' }, NINE_THIRTY_SIX).text).toContain(
      '50 of 184 shares bought\nDay order',
    )
  })
})

describe('a position without a quote', () => {
  const alert = holdingWithoutQuoteAlert(TQQQ, 'the quote has no bid', NINE_THIRTY_SIX)

  test('is critical and tells that it is held', () => {
    expect(alert.urgency).toBe('critical')
    expect(alert.text).toContain('NO USABLE QUOTE TQQQ\nThe quote has no bid\nThe position is held until')
  })

  test('is told once a minute', () => {
    const idAt = (ms: number) =>
      holdingWithoutQuoteAlert(TQQQ, 'other words', (NINE_THIRTY_SIX + ms) as EpochMs).alertId
    expect(idAt(MINUTE_MS - 1)).toBe(alert.alertId)
    expect(idAt(MINUTE_MS)).not.toBe(alert.alertId)
  })
})

test('an unreadable tape is told once a day, with what still holds', () => {
  const alert = exitsWithoutTapeAlert('tapes.TQQQ: unknown key', NINE_THIRTY_SIX)
  expect(alert).toMatchObject({ alertId: 'no-tape-2026-03-03', urgency: 'critical' })
  expect(alert.text).toContain('tapes.TQQQ: unknown key')
  const later = exitsWithoutTapeAlert('another', (NINE_THIRTY_SIX + MINUTE_MS) as EpochMs)
  expect(later.alertId).toBe(alert.alertId)
})

test('the broker problem of a run names the id under which the log tells more, where it has one', () => {
  const atStake = { symbols: [TQQQ], time: NINE_THIRTY_SIX }
  expect(brokerProblemAlert('no answer', atStake).text).not.toContain('Log id')
  expect(brokerProblemAlert('no answer', { ...atStake, correlationId: '4bf9' }).text).toContain(
    'Log id 4bf9\n',
  )
})
