import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { codeProblem } from '../../../../dashboard/src/pages/broker-login/code-problem.ts'
import { apiRoutes } from '../../../../shared/api/api-routes.ts'

test.each(['AB12', 'ab12cd34', ' JC2KK '])('the code "%s" may be sent', (typed) => {
  expect(codeProblem(typed)).toBeUndefined()
})

test.each([
  ['', 'Type the code that E*TRADE shows: 4 to 8 letters and digits.'],
  ['AB1', 'The code has 4 to 8 letters and digits, this one has 3.'],
  ['AB12CD34E', 'The code has 4 to 8 letters and digits, this one has 9.'],
  ['AB-12', 'The code has only letters and digits, 4 to 8 of them.'],
])('the code "%s" is refused in words', (typed, words) => {
  expect(codeProblem(typed)).toBe(words)
})

test('the page lets through exactly what the API takes', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 10 }), (typed) => {
      const { success } = apiRoutes.finishLogin.body.safeParse({ code: typed.trim() })
      expect(codeProblem(typed) === undefined).toBe(success)
    }),
  )
})
