import { expect, test } from '@jest/globals'
import { ConsoleNotifier } from '../../../infra/notifier/console-notifier.ts'
import type { Alert } from '../../../shared/alerts/alert.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const ALERT: Alert = {
  alertId: 'stop-1',
  type: 'STOP_MOVED',
  urgency: 'info',
  time: NINE_THIRTY_SIX,
  text: 'STOP TQQQ BREAKEVEN\nStop 46.50 to 47.60\n09:36:00 ET',
}

async function printed(alert: Alert): Promise<readonly string[]> {
  const lines: string[] = []
  await new ConsoleNotifier((line) => lines.push(line)).deliver({ alerts: [alert], mayBeRepeat: false })
  return lines
}

test('the headline carries its time, the details stand under it', async () => {
  expect(await printed(ALERT)).toEqual([
    '09:36   STOP TQQQ BREAKEVEN',
    '        Stop 46.50 to 47.60',
    '        09:36:00 ET',
  ])
})

test('a critical alert is marked', async () => {
  expect(await printed({ ...ALERT, urgency: 'critical', text: 'TOKEN EXPIRED' })).toEqual([
    '09:36 ! TOKEN EXPIRED',
  ])
})

test('a terminal that can not be written to is a failed delivery', async () => {
  const broken = new ConsoleNotifier(() => {
    throw new Error('closed pipe')
  })
  await expect(broken.deliver({ alerts: [ALERT], mayBeRepeat: false })).rejects.toThrow('closed pipe')
})
