import { expect, test } from '@jest/globals'
import { StructuredLog } from '../../../infra/log/structured-log.ts'
import { LogNotifier } from '../../../infra/notifier/log-notifier.ts'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const ALERT: Omit<Alert, 'urgency'> = {
  alertId: 'stop-1',
  type: 'STOP_MOVED',
  time: NINE_THIRTY_SIX,
  text: 'STOP TQQQ BREAKEVEN\nStop 46.50 to 47.60',
}

test.each([
  ['info', 'INFO'],
  ['critical', 'ERROR'],
] as const)(
  'an alert of urgency %s is a line of severity %s under its headline',
  async (urgency, severity) => {
    const lines: object[] = []
    const log = new StructuredLog({ output: { write: (line) => void lines.push(JSON.parse(line)) } })
    await new LogNotifier(log).deliver({ alerts: [{ ...ALERT, urgency }], mayBeRepeat: false })
    expect(lines).toEqual([
      expect.objectContaining({ severity, message: 'STOP TQQQ BREAKEVEN', alert: { ...ALERT, urgency } }),
    ])
  },
)
