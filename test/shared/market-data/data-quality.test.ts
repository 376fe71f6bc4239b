import { expect, test } from '@jest/globals'
import { dataQuality } from '../../../shared/market-data/data-quality.ts'

test.each([
  [0, 'minimal'],
  [19, 'minimal'],
  [20, 'limited'],
  [49, 'limited'],
  [50, 'good'],
  [199, 'good'],
  [200, 'excellent'],
  [5_000, 'excellent'],
])('%d daily bars are %s', (count, quality) => {
  expect(dataQuality(count)).toBe(quality)
})
