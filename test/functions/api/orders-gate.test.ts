import { expect, test } from '@jest/globals'
import { NO_OWNER_ORDERS } from '../../../shared/state/owner-state.ts'
import { type ApiBench, apiBench, problemIn } from '../../support/api-bench.ts'

const LIVE = { mode: 'LIVE', broker: { environment: 'production' } }

/** Asks for the order of a proposal that there is not. */
async function order(bench: ApiBench) {
  try {
    const token = await bench.signedIn()
    const answer = await bench.call('POST', '/orders', { token, body: '{"decisionId":"none"}' })
    bench.assertNothingTold()
    return answer
  } finally {
    await bench.close()
  }
}

test('in DEMO no order is taken, armed or not', async () => {
  for (const armed of [false, true]) {
    const bench = await apiBench()
    if (armed) await arm(bench)
    expect(problemIn(await order(bench), 403).detail).toBe(
      'this is DEMO: no order is ever sent; set "mode" to "LIVE"',
    )
    expect(bench.cycle.broker.calls).toEqual([])
  }
})

test('with real money an order is taken once it is armed, and not before', async () => {
  const unarmed = await apiBench({ config: LIVE })
  expect(problemIn(await order(unarmed), 403).detail).toBe(
    'LIVE is not armed: send /arm in Telegram and confirm it',
  )
  expect(unarmed.cycle.broker.calls).toEqual([])
  const armed = await apiBench({ config: LIVE })
  await arm(armed)
  expect(problemIn(await order(armed), 404).detail).toMatch(/none/)
})

test('LIVE on the simulator needs no arming', async () => {
  const bench = await apiBench({ config: { mode: 'LIVE' } })
  expect(problemIn(await order(bench), 404).detail).toMatch(/none/)
})

test('who has not signed in is not told whether it is armed', async () => {
  const bench = await apiBench({ config: LIVE })
  problemIn(await bench.call('POST', '/orders', { body: '{"decisionId":"none"}' }), 401)
  await bench.close()
})

async function arm({ cycle }: ApiBench): Promise<void> {
  await cycle.leave({ owner: { ...NO_OWNER_ORDERS, armedAt: cycle.clock.now() } })
}
