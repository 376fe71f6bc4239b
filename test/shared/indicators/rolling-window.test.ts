import { describe, expect, test } from '@jest/globals'
import { RollingWindow } from '../../../shared/indicators/rolling-window.ts'

test('the oldest number is driven out once the window is full', () => {
  const window = new RollingWindow(2)
  expect([1, 2, 3, 4].map((value) => window.push(value))).toEqual([undefined, undefined, 1, 2])
  expect([...window.values].sort()).toEqual([3, 4])
  expect(window.oldest).toBe(3)
})

test('a window without room is refused', () => {
  expect(() => new RollingWindow(0)).toThrow('window capacity must be a whole number of 1 or more, was 0')
})

describe('a saved window that cannot be true is refused', () => {
  const restore = (saved: string) => () => new RollingWindow(2).restore(JSON.parse(saved))

  test.each([
    ['too many numbers', '{"slots":[1,2,3],"nextSlot":0}', 'must fit 2 slots, had 3 and slot 0 next'],
    ['a next slot that leaves a hole', '{"slots":[1],"nextSlot":0}', 'had 1 and slot 0 next'],
    ['a next slot outside', '{"slots":[1,2],"nextSlot":2}', 'had 2 and slot 2 next'],
    ['half a slot', '{"slots":[1,2],"nextSlot":0.5}', 'had 2 and slot 0.5 next'],
    ['a number that was not one', '{"slots":[1,null],"nextSlot":0}', 'an array of finite numbers'],
    ['no numbers', '{"nextSlot":0}', 'an array of finite numbers'],
    ['no next slot', '{"slots":[]}', 'saved window.nextSlot must be a finite number, was undefined'],
    ['nothing', 'null', 'saved window must be an object, was null'],
  ])('%s', (_, saved, message) => {
    expect(restore(saved)).toThrow(message)
  })

  test('and one that can is not', () => {
    expect(restore('{"slots":[],"nextSlot":0}')).not.toThrow()
    expect(restore('{"slots":[1],"nextSlot":1}')).not.toThrow()
    expect(restore('{"slots":[1,2],"nextSlot":1}')).not.toThrow()
  })
})
