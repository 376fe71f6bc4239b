import { expect, test } from '@jest/globals'
import { goNoGoAlert, type ReadinessCheck } from '../../../shared/alerts/go-no-go-alert.ts'
import { exchangeInstant, parseExchangeDate } from '../../../shared/time/exchange-time.ts'

const date = parseExchangeDate('2026-03-03')
const moment = { date, time: exchangeInstant(date, 565) }
const well = (name: ReadinessCheck['name']) => ({ name, ok: true, detail: 'well' })
const ill = (name: ReadinessCheck['name']) => ({ name, ok: false, detail: 'ill' })

test('all well is a go, for information', () => {
  const alert = goNoGoAlert({ ...moment, checks: [well('token'), well('clock')] })
  expect(alert).toMatchObject({ alertId: 'go-no-go-2026-03-03', type: 'GO_NO_GO', urgency: 'info' })
  expect(alert).not.toHaveProperty('offers')
  expect(alert.text).toBe('GO\n✅ token: well\n✅ clock: well\n2026-03-03 09:25 ET')
})

test('anything that is not is a no go that names it, and critical', () => {
  const alert = goNoGoAlert({ ...moment, checks: [ill('token'), well('data'), ill('clock')] })
  expect(alert.urgency).toBe('critical')
  expect(alert.text).toContain('NO GO: token, clock\n')
  expect(alert.text).toContain('❌ token: ill\n✅ data: well\n❌ clock: ill')
})

test.each([
  ['token', ['/login']],
  ['safe mode', ['/safemode']],
  ['paused', ['/resume']],
  ['clock', undefined],
] as const)('what a tap can mend is offered: %s', (name, commands) => {
  const { offers } = goNoGoAlert({ ...moment, checks: [ill(name), well('data')] })
  expect(offers?.map(({ command }) => command)).toEqual(commands)
})
