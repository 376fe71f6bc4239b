import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { sha256 } from '../../../infra/digest/sha256.ts'
import { brokenLink, type LogLink, linkPath, nextLink } from '../../../shared/state/event-log.ts'
import { NINE_THIRTY_SIX } from '../../support/fixtures.ts'

/** A log of so many links. */
function logOf(count: number): readonly LogLink[] {
  const links: LogLink[] = []
  for (let index = 0; index < count; index += 1) {
    const events = [{ kind: 'order', intentId: `intent-${index}`, fill: { quantity: index, notional: 5 } }]
    links.push(nextLink(links.at(-1), { at: NINE_THIRTY_SIX, run: `run-${index}`, events }, sha256))
  }
  return links
}

test('a log as it was written is whole, whatever the order in which a store gives the fields back', () => {
  const links = logOf(4)
  expect(brokenLink(links, sha256)).toBeUndefined()
  const shuffled = links.map(
    (link) => Object.fromEntries(Object.entries(link).reverse()) as unknown as LogLink,
  )
  expect(brokenLink(shuffled, sha256)).toBeUndefined()
})

test('a link that is missing, swapped or changed is found', () => {
  const [first, second, third, fourth] = logOf(4) as [LogLink, LogLink, LogLink, LogLink]
  expect(brokenLink([first, third, fourth], sha256)).toBe('link 2 is missing before 3')
  expect(brokenLink([second, first], sha256)).toBe('link 1 is missing before 2')
  expect(brokenLink([first, { ...second, run: 'another' }], sha256)).toBe(
    'link 2 was changed after it was written',
  )
  expect(brokenLink([first, { ...second, previous: 'x' }], sha256)).toBe(
    'link 2 is not chained to the one before',
  )
})

test('any change of any event breaks the chain', () => {
  fc.assert(
    fc.property(fc.nat(3), fc.string(), (index, text) => {
      const links = logOf(4).map((link) =>
        link.number === index + 1 ? { ...link, events: [...link.events, { kind: text }] } : link,
      )
      expect(brokenLink(links, sha256)).toBe(`link ${index + 1} was changed after it was written`)
    }),
  )
})

test('the paths sort like the numbers', () => {
  const paths = [9, 10, 100].map((number) => linkPath({ number }))
  expect(paths.toSorted()).toEqual(paths)
})
