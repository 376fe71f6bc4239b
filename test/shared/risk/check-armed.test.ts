import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { needsArming } from '../../../shared/config/needs-arming.ts'
import { assessEntry } from '../../../shared/risk/assessment.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'
import { goldenProposal, riskView } from '../../support/risk-view.ts'

test('with real money nothing is bought before the owner has armed', () => {
  const view = riskView({ mustBeArmed: true })
  expect(assessEntry(goldenProposal(), view)).toMatchObject({ approved: false, code: 'not-armed' })
  const owner = { ...view.state.owner, armedAt: NINE_THIRTY_SIX }
  const armed = { ...view, state: { ...view.state, owner } }
  expect(assessEntry(goldenProposal(), armed)).toMatchObject({ approved: true })
})

test('without real money there is nothing to arm', () => {
  expect(assessEntry(goldenProposal(), riskView())).toMatchObject({ approved: true })
})

test.each([
  ['DEMO', 'production', false],
  ['DEMO', 'simulator', false],
  ['LIVE', 'simulator', false],
  ['LIVE', 'production', true],
] as const)('%s on the %s broker: must be armed is %s', (mode, environment, expected) => {
  expect(needsArming({ ...parseConfig({}), mode, broker: { environment } })).toBe(expected)
})
