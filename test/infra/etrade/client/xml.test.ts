import { describe, expect, test } from '@jest/globals'
import { parseXml } from '../../../../infra/etrade/client/xml.ts'

describe('an XML answer becomes the object its JSON twin would be', () => {
  test('values stay text, repeated elements are a list', async () => {
    const text = '<?xml version="1.0"?><R><a>0012</a><b>1</b><b>2</b><c><d>true</d></c></R>'
    expect(await parseXml(text)).toEqual({ R: { a: '0012', b: ['1', '2'], c: { d: 'true' } } })
  })

  test('identifiers of 64 bits keep their digits', async () => {
    expect(await parseXml('<R><id>9007199254740993123</id></R>')).toEqual({
      R: { id: '9007199254740993123' },
    })
  })

  test('an element with nothing in it is left out', async () => {
    expect(await parseXml('<R><a/><b></b><c> </c><d>1</d></R>')).toEqual({ R: { d: '1' } })
  })

  test('characters are what their escapes say', async () => {
    expect(await parseXml('<R><a>A&amp;B&#39;s &lt;1&gt;</a></R>')).toEqual({ R: { a: "A&B's <1>" } })
  })

  test('attributes and the declaration are no part of it', async () => {
    expect(await parseXml('\n<?xml version="1.0" standalone="yes"?><R x="1"><a y="2">3</a></R>')).toEqual({
      R: { a: '3' },
    })
  })
})

test.each([
  ['nothing', ''],
  ['words', 'Number of requests exceeded'],
  ['JSON', '{"a":1}'],
  ['an answer that was cut off', '<QuoteResponse><QuoteData><dateTimeUTC>15438'],
  ['an element that is not closed', '<R><a>1</R>'],
  ['a page', '<html><body><p>busy</p></body></html>'],
  ['an entity from outside', '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>'],
])('%s is no XML answer', async (_name, text) => {
  expect(await parseXml(text)).toBeUndefined()
})
