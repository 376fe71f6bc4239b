import { expect, test } from '@jest/globals'
import { ownerAlert } from '../../../shared/alerts/owner-alert.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

const DEED = { headline: 'PAUSED', body: 'No entries until you /resume.', time: NINE_THIRTY_SIX }

test('an order of the owner is told with what follows from it', () => {
  const alert = ownerAlert({ ...DEED, key: 'update-7' })
  expect(alert).toMatchObject({ alertId: 'owner-update-7', type: 'OWNER', urgency: 'info' })
  expect(alert.text).toBe('PAUSED by the owner\nNo entries until you /resume.\n2026-03-03 09:36 ET')
})

test('the same message of the owner is the same alert, another one is another', () => {
  const again = { ...DEED, headline: 'KILLED' }
  expect(ownerAlert({ ...again, key: 'update-7' }).alertId).toBe(
    ownerAlert({ ...DEED, key: 'update-7' }).alertId,
  )
  expect(ownerAlert({ ...DEED, key: 'update-8' }).alertId).not.toBe('owner-update-7')
})
