import { expect, test } from '@jest/globals'
import { BrokerBreaker } from '../../../infra/pacing/broker-breaker.ts'
import { monitor } from '../../../shared/cycles/monitor.ts'
import { MINUTE_MS } from '../../../shared/time/instant.ts'
import { type CycleBench, cycleBench, triggerAt } from '../../support/cycle-bench.ts'

function bench() {
  const made = cycleBench()
  const breaker = new BrokerBreaker(made)
  return { ...made, breaker, world: { ...made.world, breaker } }
}

async function lookAgain(made: CycleBench): Promise<void> {
  made.clock.advance(MINUTE_MS)
  await monitor(made.world, triggerAt(made.clock.now()))
}

/** A run during which so many calls fail. */
async function runWithFailures(made: ReturnType<typeof bench>, failures: number): Promise<void> {
  made.clock.advance(MINUTE_MS)
  // They happen while the run is under way: after it has read where the last one left off.
  const resume = made.breaker.resume.bind(made.breaker)
  made.breaker.resume = (state) => {
    resume(state)
    for (let failure = 1; failure <= failures; failure += 1) made.breaker.report('failed')
  }
  await monitor(made.world, triggerAt(made.clock.now()))
  made.breaker.resume = resume
}

test('failures add up from run to run, also when another instance goes on', async () => {
  const made = bench()
  await runWithFailures(made, 4)
  made.breaker.resume({ kind: 'closed', failures: 0 })
  await runWithFailures(made, 1)
  expect((await made.stored()).brokerBreaker).toEqual({ kind: 'open', since: made.clock.now() })
})

test('the owner is told once when it opens and once when it closes', async () => {
  const made = bench()
  await runWithFailures(made, 5)
  await lookAgain(made)
  await lookAgain(made)
  expect(made.headlines()).toEqual(['BROKER DOES NOT ANSWER'])
  const resume = made.breaker.resume.bind(made.breaker)
  made.breaker.resume = (state) => {
    resume(state)
    made.breaker.report('answered')
  }
  await lookAgain(made)
  await lookAgain(made)
  expect(made.headlines()).toEqual(['BROKER DOES NOT ANSWER', 'BROKER ANSWERS AGAIN'])
  expect((await made.stored()).brokerBreaker).toBeUndefined()
})
