import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import type { Alert } from '../../../shared/alerts/alert.ts'
import {
  type DeliveryPlan,
  type DeliveryRules,
  planDelivery,
  type WaitingAlert,
} from '../../../shared/alerts/delivery-plan.ts'
import { isCritical, NOTHING_SENT, type SentHistory, withSent } from '../../../shared/alerts/sent-history.ts'
import { type EpochMs, HOUR_MS, MINUTE_MS } from '../../../shared/time/instant.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const RULES = { messagesPerMinuteMax: 20, messagesPerHourMax: 100, digestOver: 5, digestMinutes: 10 }
const NOW = NINE_THIRTY_SIX
const ago = (ms: number) => (NOW - ms) as EpochMs

function waiting(
  alertId: string,
  urgency: Alert['urgency'] = 'info',
  more: Partial<Alert> & { readonly isUnconfirmed?: boolean } = {},
): WaitingAlert {
  const { isUnconfirmed = false, ...rest } = more
  return { alert: { alertId, type: 'BUY', urgency, time: NOW, text: alertId, ...rest }, isUnconfirmed }
}

const infos = (count: number, name = 'i') =>
  Array.from({ length: count }, (_, index) => waiting(`${name}${index + 1}`))

const sentBefore = (count: number, ms: number): SentHistory => ({
  info: Array.from({ length: count }, () => ago(ms)),
  critical: [],
})

/** The ids of each message, and of what waits. */
function shown({ notices, held }: DeliveryPlan) {
  return {
    notices: notices.map(({ alerts }) => alerts.map(({ alertId }) => alertId).join('+')),
    held: held.map(({ alertId }) => alertId),
  }
}

describe('a digest', () => {
  test('is not made of five informational alerts in ten minutes', () => {
    expect(shown(planDelivery(infos(5), NOTHING_SENT, RULES, NOW)).notices).toHaveLength(5)
    const plan = planDelivery(infos(2), sentBefore(3, 0), RULES, NOW)
    expect(shown(plan).notices).toEqual(['i1', 'i2'])
  })

  test('is made of six, those sent within ten minutes counted', () => {
    expect(shown(planDelivery(infos(6), NOTHING_SENT, RULES, NOW)).notices).toEqual(['i1+i2+i3+i4+i5+i6'])
    const busy = sentBefore(4, 10 * MINUTE_MS - 1)
    expect(shown(planDelivery(infos(2), busy, RULES, NOW)).notices).toEqual(['i1+i2'])
    const longAgo = sentBefore(4, 10 * MINUTE_MS)
    expect(shown(planDelivery(infos(2), longAgo, RULES, NOW)).notices).toEqual(['i1', 'i2'])
  })

  test('critical alerts neither count for one nor are part of one, and part the runs', () => {
    const mixed = [...infos(2, 'a'), waiting('c', 'critical'), ...infos(4, 'b')]
    expect(shown(planDelivery(mixed, NOTHING_SENT, RULES, NOW)).notices).toEqual([
      'a1+a2',
      'c',
      'b1+b2+b3+b4',
    ])
    const criticals = Array.from({ length: 9 }, (_, index) => waiting(`c${index}`, 'critical'))
    const plan = planDelivery([...criticals, ...infos(2)], NOTHING_SENT, RULES, NOW)
    expect(shown(plan).notices.slice(-2)).toEqual(['i1', 'i2'])
  })

  test('one alert alone is none', () => {
    const plan = planDelivery(infos(1), sentBefore(9, 0), RULES, NOW)
    expect(plan.notices).toEqual([
      { alerts: [expect.objectContaining({ alertId: 'i1' })], mayBeRepeat: false },
    ])
  })

  test.each([
    ['a picture', waiting('x', 'info', { picture: '<svg/>' })],
    ['a button', waiting('x', 'info', { offers: [{ label: 'Log in', command: '/login' }] })],
    ['an unconfirmed delivery', waiting('x', 'info', { isUnconfirmed: true })],
  ])('an alert with %s stays out of it, in its place', (_, special) => {
    const plan = planDelivery([...infos(3, 'a'), special, ...infos(2, 'b')], NOTHING_SENT, RULES, NOW)
    expect(shown(plan).notices).toEqual(['a1+a2+a3', 'x', 'b1+b2'])
  })
})

test.each(['info', 'critical'] as const)(
  'an unconfirmed %s alert is told as a possible repeat',
  (urgency) => {
    const plan = planDelivery([waiting('x', urgency, { isUnconfirmed: true })], NOTHING_SENT, RULES, NOW)
    expect(plan.notices).toMatchObject([{ alerts: [{ alertId: 'x' }], mayBeRepeat: true }])
  },
)

describe('limits', () => {
  test.each([
    [20, MINUTE_MS - 1, 'wait'],
    [20, MINUTE_MS, 'go'],
    [100, HOUR_MS - 1, 'wait'],
    [100, HOUR_MS, 'go'],
    [99, HOUR_MS - 1, 'go'],
    [19, MINUTE_MS - 1, 'go'],
  ])('after %d messages %d ms ago informational ones %s', (count, ms, outcome) => {
    const { notices, held } = planDelivery(infos(1), sentBefore(count, ms), RULES, NOW)
    expect([notices.length, held.length]).toEqual(outcome === 'go' ? [1, 0] : [0, 1])
  })

  test('critical messages are sent all the same, and use the room of the others', () => {
    const critical = Array.from({ length: 20 }, () => ago(1_000))
    const plan = planDelivery([...infos(1), waiting('c', 'critical')], { info: [], critical }, RULES, NOW)
    expect(shown(plan)).toEqual({ notices: ['c'], held: ['i1'] })
  })

  test('what is held holds back every informational alert behind it', () => {
    const rules = { ...RULES, messagesPerMinuteMax: 2, digestOver: 50 }
    const mixed = [...infos(3, 'a'), waiting('c', 'critical'), ...infos(1, 'b')]
    const plan = planDelivery(mixed, NOTHING_SENT, rules, NOW)
    expect(shown(plan)).toEqual({ notices: ['a1', 'a2', 'c'], held: ['a3', 'b1'] })
  })
})

describe('whatever comes', () => {
  interface Arising {
    readonly urgency: Alert['urgency']
    readonly isUnconfirmed: boolean
    readonly hasPicture: boolean
  }

  /** A run of some function, how long after the one before, and what arose for it. */
  interface Run {
    readonly pauseMs: number
    readonly arising: readonly Arising[]
  }

  interface Seen {
    readonly before: readonly WaitingAlert[]
    readonly plan: DeliveryPlan
    /** What a memory that forgets nothing would have planned. */
    readonly ofWhole: DeliveryPlan
    readonly now: EpochMs
  }

  const anyRules: fc.Arbitrary<DeliveryRules> = fc.record({
    messagesPerMinuteMax: fc.integer({ min: 1, max: 6 }),
    messagesPerHourMax: fc.integer({ min: 1, max: 12 }),
    digestOver: fc.integer({ min: 1, max: 6 }),
    digestMinutes: fc.integer({ min: 1, max: 20 }),
  })

  const anyArising: fc.Arbitrary<Arising> = fc.record({
    urgency: fc.constantFrom('info', 'info', 'info', 'critical'),
    isUnconfirmed: fc.boolean(),
    hasPicture: fc.boolean(),
  })

  const anyRuns: fc.Arbitrary<readonly Run[]> = fc.array(
    fc.record({
      pauseMs: fc.oneof(fc.integer({ min: 0, max: 2 * MINUTE_MS }), fc.integer({ min: 0, max: HOUR_MS })),
      arising: fc.array(anyArising, { maxLength: 8 }),
    }),
    { minLength: 1, maxLength: 25 },
  )

  /** Lives through the runs with everything delivered that is planned. */
  function live(rules: DeliveryRules, runs: readonly Run[]): readonly Seen[] {
    const seen: Seen[] = []
    let outbox: readonly WaitingAlert[] = []
    let history = NOTHING_SENT
    let whole = NOTHING_SENT
    let now: EpochMs = NOW
    for (const [number, { pauseMs, arising }] of runs.entries()) {
      now = (now + pauseMs) as EpochMs
      const before = [...outbox, ...arising.map((one, index) => arisen(`${number}-${index}`, one))]
      const plan = planDelivery(before, history, rules, now)
      seen.push({ before, plan, now, ofWhole: planDelivery(before, whole, rules, now) })
      for (const notice of plan.notices) {
        history = withSent(history, notice, now, rules)
        whole = withKept(whole, isCritical(notice), now)
      }
      outbox = before.filter(({ alert }) => plan.held.includes(alert))
    }
    return seen
  }

  function arisen(alertId: string, { urgency, isUnconfirmed, hasPicture }: Arising): WaitingAlert {
    return waiting(alertId, urgency, { isUnconfirmed, ...(hasPicture && { picture: '<svg/>' }) })
  }

  function withKept({ info, critical }: SentHistory, urgent: boolean, at: EpochMs): SentHistory {
    return urgent ? { info, critical: [...critical, at] } : { info: [...info, at], critical }
  }

  const holds = (check: (seen: readonly Seen[], rules: DeliveryRules) => void) =>
    fc.assert(fc.property(anyRules, anyRuns, (rules, runs) => check(live(rules, runs), rules)))

  const delivered = ({ notices }: DeliveryPlan) => notices.flatMap(({ alerts }) => alerts)
  const ofClass = (alerts: readonly Alert[], urgency: Alert['urgency']) =>
    alerts.filter((alert) => alert.urgency === urgency)

  test('nothing is lost, nothing is sent twice, and each class keeps its order', () => {
    holds((seen) => {
      for (const { before, plan } of seen)
        for (const urgency of ['info', 'critical'] as const)
          expect(ofClass([...delivered(plan), ...plan.held], urgency)).toEqual(
            ofClass(
              before.map(({ alert }) => alert),
              urgency,
            ),
          )
    })
  })

  test('a critical alert is never held and always alone', () => {
    holds((seen) => {
      for (const { plan } of seen) {
        expect(ofClass(plan.held, 'critical')).toEqual([])
        for (const { alerts } of plan.notices)
          if (ofClass(alerts, 'critical').length > 0) expect(alerts).toHaveLength(1)
      }
    })
  })

  test('no informational message goes over a limit', () => {
    holds((seen, { messagesPerMinuteMax, messagesPerHourMax }) => {
      const sent: EpochMs[] = []
      const within = (ms: number, now: EpochMs) => sent.filter((at) => at > now - ms).length
      for (const { plan, now } of seen)
        for (const notice of plan.notices) {
          sent.push(now)
          if (isCritical(notice)) continue
          expect(within(MINUTE_MS, now)).toBeLessThanOrEqual(messagesPerMinuteMax)
          expect(within(HOUR_MS, now)).toBeLessThanOrEqual(messagesPerHourMax)
        }
    })
  })

  test('something is held only where a limit is reached', () => {
    holds((seen, { messagesPerMinuteMax, messagesPerHourMax }) => {
      const sent: EpochMs[] = []
      const within = (ms: number, now: EpochMs) => sent.filter((at) => at > now - ms).length
      for (const { plan, now } of seen) {
        sent.push(...plan.notices.map(() => now))
        if (plan.held.length === 0) continue
        expect(
          within(MINUTE_MS, now) >= messagesPerMinuteMax || within(HOUR_MS, now) >= messagesPerHourMax,
        ).toBe(true)
      }
    })
  })

  test('a message that may be a repeat, or has a picture, is one alert and says so', () => {
    holds((seen) => {
      for (const { before, plan } of seen) {
        const unconfirmed = new Set(before.filter((one) => one.isUnconfirmed).map(({ alert }) => alert))
        for (const { alerts, mayBeRepeat } of plan.notices) {
          expect(mayBeRepeat).toBe(alerts.some((alert) => unconfirmed.has(alert)))
          if (mayBeRepeat || alerts.some(({ picture }) => picture !== undefined))
            expect(alerts).toHaveLength(1)
        }
      }
    })
  })

  test('what was forgotten of the messages changes no plan', () => {
    holds((seen) => {
      for (const { plan, ofWhole } of seen) expect(shown(plan)).toEqual(shown(ofWhole))
    })
  })
})
