import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { ProgressLine } from '../../../local/backtest/progress-line.ts'

beforeEach(() => {
  jest.useFakeTimers({ now: 0 })
})
afterEach(() => {
  jest.useRealTimers()
})

const WORDS = '2026-03-03, 2 trades'

/** A line that is told how far a run of four sessions is, each of which takes so long. */
function lineOn(isTTY: boolean, sessionMs: number) {
  const told: string[] = []
  const line = new ProgressLine({ isTTY, write: (text) => told.push(text) })
  for (let done = 1; done <= 4; done += 1) {
    jest.advanceTimersByTime(sessionMs)
    line.tell({ done, total: 4, bars: done * 30_000, words: WORDS })
  }
  line.end()
  return told
}

describe('progress on a terminal', () => {
  test('is a bar that is drawn over, with the speed and the time that is left', () => {
    expect(lineOn(true, 30_000)).toEqual([
      `\r[######------------------] 1 of 4 sessions, 1,000 bars a second, 1:30 left, ${WORDS}\u001b[K`,
      `\r[############------------] 2 of 4 sessions, 1,000 bars a second, 1:00 left, ${WORDS}\u001b[K`,
      `\r[##################------] 3 of 4 sessions, 1,000 bars a second, 0:30 left, ${WORDS}\u001b[K`,
      `\r[########################] 4 of 4 sessions, 1,000 bars a second, 0:00 left, ${WORDS}\u001b[K`,
      '\n',
    ])
  })

  test('is drawn ten times a second at most, and at the end', () => {
    const told = lineOn(true, 40)
    expect(told).toHaveLength(3)
    expect(told[0]).toContain('3 of 4 sessions')
    expect(told[1]).toContain('4 of 4 sessions')
  })
})

describe('progress anywhere else', () => {
  test('is a plain line for a session that took long, with nothing to draw over', () => {
    expect(lineOn(false, 15_000)).toEqual([
      `2 of 4 sessions, 2,000 bars a second, 0:30 left, ${WORDS}\n`,
      `3 of 4 sessions, 2,000 bars a second, 0:15 left, ${WORDS}\n`,
      `4 of 4 sessions, 2,000 bars a second, 0:00 left, ${WORDS}\n`,
    ])
  })

  test('is told every ten seconds at most, and at the end', () => {
    const told = lineOn(false, 6_000)
    expect(told).toEqual([expect.stringMatching(/^4 of 4 sessions/)])
  })

  test('is not told of a run that is over at once', () => {
    expect(lineOn(false, 500)).toEqual([])
  })
})
