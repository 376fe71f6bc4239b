import { expect, test } from '@jest/globals'
import { z } from 'zod'
import { checkFit, fit } from '../../../../infra/etrade/wire/fit.ts'
import { decimal, listOf } from '../../../../infra/etrade/wire/scalars.ts'
import { BrokerUnreachableError } from '../../../../shared/domain/errors.ts'

const schema = z.object({ quoteData: listOf(z.object({ askSize: decimal })) })

test('containers fit in either spelling', () => {
  const fitted = { quoteData: [{ askSize: 100 }] }
  expect(fit(schema, 'market/quote', { QuoteData: [{ askSize: 100 }] })).toEqual(fitted)
  expect(fit(schema, 'market/quote', { quoteData: { AskSize: '100' } })).toEqual(fitted)
})

test('a misfit names the field and what was seen', () => {
  expect(() => fit(schema, 'market/quote', { QuoteData: [{ askSize: 1 }, { askSize: 'many' }] })).toThrow(
    new BrokerUnreachableError(
      'market/quote',
      'market/quote answered what we cannot read: quoteData.1.askSize was "many", expected a number',
    ),
  )
})

test('a missing field is said to be missing', () => {
  expect(checkFit(schema, { QuoteData: [{}] })).toEqual({
    reason: 'quoteData.0.askSize was missing, expected a number',
  })
})

test('no answer at all is said to be missing', () => {
  expect(() => fit(schema, 'market/quote', undefined)).toThrow('the answer was missing')
})

test('what was seen is shown shortened', () => {
  const misfit = checkFit(schema, { QuoteData: [{ askSize: 'x'.repeat(500) }] })
  expect('reason' in misfit && misfit.reason.length).toBeLessThan(140)
})
