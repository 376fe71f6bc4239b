import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { walkForwardWindows } from '../../../../shared/backtest/walk-forward/walk-forward-windows.ts'

const days = (count: number) =>
  Array.from({ length: count }, (_, index) => `2025-${String(index + 1).padStart(5, '0')}`)

test('each window begins one test later and leaves what does not fill another test', () => {
  const dates = ['2025-01-02', '2025-01-03', '2025-01-06', '2025-01-07', '2025-01-08', '2025-01-10']
  expect(walkForwardWindows(dates, { trainSessions: 2, testSessions: 1 })).toHaveLength(4)
  expect(walkForwardWindows(dates, { trainSessions: 1, testSessions: 2 })).toEqual([
    { train: ['2025-01-02'], test: ['2025-01-03', '2025-01-06'] },
    { train: ['2025-01-06'], test: ['2025-01-07', '2025-01-08'] },
  ])
})

const size = fc.integer({ min: 1, max: 20 })

test('tests follow each other without a gap, each directly after its own training', () => {
  fc.assert(
    fc.property(size, size, fc.integer({ min: 0, max: 100 }), (trainSessions, testSessions, more) => {
      const dates = days(trainSessions + testSessions + more)
      const windows = walkForwardWindows(dates, { trainSessions, testSessions })
      const tested = windows.flatMap(({ test: dates }) => dates)
      expect(tested).toEqual(dates.slice(trainSessions, trainSessions + tested.length))
      expect(dates.length - trainSessions - tested.length).toBeLessThan(testSessions)
      for (const { train, test } of windows) {
        expect([train.length, test.length]).toEqual([trainSessions, testSessions])
        expect(dates.indexOf(train[0]!) + trainSessions).toBe(dates.indexOf(test[0]!))
      }
    }),
  )
})

test.each([
  ['dates are 4 sessions; allowed: at least 5', days(4), { trainSessions: 3, testSessions: 2 }],
  ['dates hold 2025-00001 after', [...days(3), '2025-00001'], { trainSessions: 1, testSessions: 1 }],
  ['trainSessions is 0; allowed', days(9), { trainSessions: 0, testSessions: 2 }],
  ['testSessions is 1.5; allowed', days(9), { trainSessions: 2, testSessions: 1.5 }],
])('what cannot be cut is refused by the name of the field: %s', (message, dates, sizes) => {
  expect(() => walkForwardWindows(dates, sizes)).toThrow(RangeError)
  expect(() => walkForwardWindows(dates, sizes)).toThrow(message)
})
