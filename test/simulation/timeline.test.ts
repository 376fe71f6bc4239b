import { expect, test } from '@jest/globals'
import { Timeline } from '../../local/simulation/timeline.ts'
import type { EpochMs } from '../../shared/time/instant.ts'

const at = (moment: number) => moment as EpochMs

test('things happen in the order of their moments, equal ones as they were planned', async () => {
  const timeline = new Timeline(at(0))
  const seen: string[] = []
  const plan = (moment: number, name: string) =>
    timeline.plan(at(moment), () => seen.push(`${name} at ${timeline.now()}`))
  for (const [moment, name] of [
    [30, 'c'],
    [10, 'a'],
    [30, 'd'],
    [20, 'b'],
    [99, 'late'],
  ] as const)
    plan(moment, name)
  await timeline.runTo(at(50))
  expect(seen).toEqual(['a at 10', 'b at 20', 'c at 30', 'd at 30'])
  expect(timeline.now()).toBe(50)
})

test('what follows from a moment follows before the next one, through any number of promises', async () => {
  const timeline = new Timeline(at(0))
  const seen: string[] = []
  const work = async (name: string) => {
    await timeline.sleep(10)
    for (let turn = 0; turn < 50; turn += 1) await Promise.resolve()
    seen.push(`${name} at ${timeline.now()}`)
    await timeline.sleep(0)
    seen.push(`${name} again at ${timeline.now()}`)
  }
  void work('first')
  void work('second')
  timeline.plan(at(11), () => seen.push('eleven'))
  await timeline.runTo(at(20))
  expect(seen).toEqual(['first at 10', 'second at 10', 'first again at 10', 'second again at 10', 'eleven'])
})
