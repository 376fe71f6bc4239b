import { describe, expect, test } from '@jest/globals'
import { BrokerRefusedError } from '../../../shared/domain/errors.ts'
import { firstDeadline, mayStillLeave } from '../../../shared/orders/send-deadline.ts'
import type { EpochMs } from '../../../shared/time/instant.ts'

const until = (at: number, reason: string) => ({ at: at as EpochMs, reason })

describe('until when an order may leave', () => {
  test('of several deadlines the earliest counts, of equal ones the first', () => {
    const [early, late] = [until(10, 'early'), until(20, 'late')]
    expect(firstDeadline(late, early)).toBe(early)
    expect(firstDeadline(early, late)).toBe(early)
    expect(firstDeadline(early, until(10, 'equal'))).toBe(early)
  })

  test('it may leave up to and including the deadline', () => {
    expect(() => mayStillLeave('orders/place', until(10, 'too late'), 10 as EpochMs)).not.toThrow()
  })

  test('after that it is refused with the reason, which says that nothing has left', () => {
    const late = () => mayStillLeave('orders/place', until(10, 'the market has closed'), 11 as EpochMs)
    expect(late).toThrow(BrokerRefusedError)
    expect(late).toThrow('it was not sent: the market has closed')
  })
})
