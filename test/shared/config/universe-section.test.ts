import { expect, test } from '@jest/globals'
import { parseConfig } from '../../../shared/config/config.ts'
import { ConfigError } from '../../../shared/config/config-error.ts'

test('the catalyst symbols are those of the specification unless the owner names others', () => {
  const standard = ['AAPL', 'TSLA', 'NVDA', 'MSFT', 'AMZN', 'GOOGL', 'META', 'AMD', 'NFLX', 'DIS']
  expect(parseConfig({}).universe.catalysts).toEqual(standard)
  expect(parseConfig({ universe: { catalysts: ['PLTR'] } }).universe.catalysts).toEqual(['PLTR'])
})

test.each([
  [{ universe: { catalysts: ['AAPL', 'aapl'] } }, /universe\.catalysts\.1: .*\(was "aapl"\)/],
  [{ universe: { catalysts: ['AAPL', 'AAPL'] } }, /universe\.catalysts: must name every symbol once/],
  [{ universe: { files: 'x' } }, /universe\.files: unknown key/],
  [{ selector: { overallMin: 70 } }, /selector\.overallMin: .*\(was 70\)/],
])('%j is refused by name', (input, problem) => {
  expect(() => parseConfig(input)).toThrow(ConfigError)
  expect(() => parseConfig(input)).toThrow(problem)
})
