import { expect, test } from '@jest/globals'
import { hostFunctions } from '../../local/function-host.ts'
import type { MeterReport } from '../../shared/metrics/meter-report.ts'
import { Secret } from '../../shared/ports/secrets.ts'
import { cycleBench } from '../support/cycle-bench.ts'

test('the metrics of the running system are there to read, and say why when they are not', async () => {
  const calls = { 'etrade/market': { calls: 3, failures: 0 } }
  let metrics: () => Promise<MeterReport> = async () => ({ caches: {}, calls })
  const host = await hostFunctions(
    {
      ...{ world: () => cycleBench().world, metrics: () => metrics(), telegram: () => undefined },
      sessionKey: async () => new Secret('a key of this test'),
    },
    0,
  )
  try {
    const up = await fetch(`${host.baseUrl}/metrics`)
    expect([up.status, await up.json()]).toEqual([200, { caches: {}, calls }])
    metrics = () => Promise.reject(new Error('starting'))
    const starting = await fetch(`${host.baseUrl}/metrics`)
    expect([starting.status, await starting.json()]).toEqual([503, { problem: 'starting' }])
  } finally {
    await host.close()
  }
})
