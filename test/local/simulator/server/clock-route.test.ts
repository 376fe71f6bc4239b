import { afterEach, describe, expect, test } from '@jest/globals'
import { VirtualClock } from '../../../../shared/time/virtual-clock.ts'
import { type Bench, startBench, TEN_O_CLOCK } from './simulator-bench.ts'

let bench: Bench
afterEach(() => bench.simulator.close())

describe('the market clock over HTTP', () => {
  test('is shown to anybody on this machine', async () => {
    bench = await startBench()
    expect(await ask()).toEqual({ now: '2022-03-15T14:00:00.000Z', epochMs: TEN_O_CLOCK, settable: false })
  })

  test.each([
    [{ advanceSeconds: 90 }, '2022-03-15T14:01:30.000Z'],
    [{ to: '2022-03-15T15:30:00Z' }, '2022-03-15T15:30:00.000Z'],
    [{ to: '2022-03-15T11:30:00-04:00' }, '2022-03-15T15:30:00.000Z'],
    [{ to: '2022-03-15T14:00:00Z' }, '2022-03-15T14:00:00.000Z'],
  ])('moves forward with %j', async (body, now) => {
    bench = await settableBench()
    expect(await move(body)).toMatchObject({ now, settable: true })
    expect(bench.clock.now()).toBe(Date.parse(now))
  })

  test.each([
    [{ to: '2022-03-15T13:59:59Z' }, /^to: was 2022-03-15T13:59:59.000Z, must not be before/],
    [{ advanceSeconds: -1 }, /^advanceSeconds: was -1, allowed is more than 0$/],
    [{ advanceSeconds: 0 }, /^advanceSeconds: was 0, allowed is more than 0$/],
    [{ to: 'tomorrow' }, /^to: was "tomorrow", allowed is an ISO date and time with zone$/],
    [{}, /^body: was \{\}, send/],
  ])('does not move with %j', async (body, message) => {
    bench = await settableBench()
    const answer = (await move(body)) as { Error: { message: string } }
    expect(answer.Error.message).toMatch(message)
    expect(bench.clock.now()).toBe(TEN_O_CLOCK)
  })

  test('stands still where nobody handed in a settable clock', async () => {
    bench = await startBench()
    expect(await move({ advanceSeconds: 1 })).toEqual({
      Error: { message: 'The clock of this simulator cannot be set.' },
    })
  })
})

function settableBench(): Promise<Bench> {
  const clock = new VirtualClock(TEN_O_CLOCK)
  return startBench({ clock, settableClock: clock })
}

async function ask(): Promise<unknown> {
  return (await fetch(`${bench.simulator.baseUrl}/simulator/clock`)).json()
}

async function move(body: object): Promise<unknown> {
  const address = `${bench.simulator.baseUrl}/simulator/clock`
  return (await fetch(address, { method: 'POST', body: JSON.stringify(body) })).json()
}
