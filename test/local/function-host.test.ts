import { expect, test } from '@jest/globals'
import { hostFunctions } from '../../local/function-host.ts'
import { cycleBench } from '../support/cycle-bench.ts'

test('the metrics of the running system are there to read, and say why when they are not', async () => {
  let metrics: () => Promise<object> = async () => ({ callsToday: { 'etrade/market': 3 } })
  const host = await hostFunctions(
    { world: () => cycleBench().world, metrics: () => metrics(), telegram: () => undefined },
    0,
  )
  try {
    const up = await fetch(`${host.baseUrl}/metrics`)
    expect([up.status, await up.json()]).toEqual([200, { callsToday: { 'etrade/market': 3 } }])
    metrics = () => Promise.reject(new Error('starting'))
    const starting = await fetch(`${host.baseUrl}/metrics`)
    expect([starting.status, await starting.json()]).toEqual([503, { problem: 'starting' }])
  } finally {
    await host.close()
  }
})
