import { expect, test } from '@jest/globals'
import { readAdvisorSettings } from '../../../infra/advisor/advisor-settings.ts'

const read = (ADVISOR_URL: string | undefined, ADVISOR_MODEL: string | undefined = 'some-model') =>
  readAdvisorSettings({ ADVISOR_URL, ADVISOR_MODEL })

test('without an address there is no advisor', () => {
  expect(read(undefined)).toBeUndefined()
  expect(read(' ')).toBeUndefined()
})

test.each([
  ['https://api.example.com/v1/', 'https://api.example.com/v1'],
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080/v1'],
  ['http://localhost:11434/v1', 'http://localhost:11434/v1'],
  ['http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
])('%s is an address', (text, url) => {
  expect(read(text)).toEqual({ url, model: 'some-model' })
})

test.each([
  ['http://api.example.com/v1', 'http://api.example.com…'],
  ['ftp://api.example.com/v1', 'ftp://api.example.com…'],
  [`https://${'owner'}:hidden-word@api.example.com/v1`, 'https://api.example.com…'],
  ['https://api.example.com/v1?key=hidden-word', 'https://api.example.com…'],
  ['api.example.com', 'no address'],
])('%s is refused, and shown without what may be secret', (text, shown) => {
  expect(() => read(text)).toThrow(/ADVISOR_URL: must be an https address/)
  expect(() => read(text)).toThrow(shown)
  expect(() => read(text)).not.toThrow(/hidden-word/)
})

test('an address without a model is refused', () => {
  expect(() => read('https://api.example.com/v1', '')).toThrow(/ADVISOR_MODEL is not set/)
})
