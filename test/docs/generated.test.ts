import { expect, test } from '@jest/globals'
import { generatedPages } from '../../local/docs/generated-pages.ts'
import { parseConfig } from '../../shared/config/config.ts'
import { sourceOf } from '../terraform/terraform-sources.ts'

const defaults = parseConfig({})

test.each(generatedPages())('$file is as `npm run docs` writes it', ({ file, text }) => {
  expect(firstDifference(sourceOf(file), text)).toBeUndefined()
})

test('every setting with a default stands on the page, with that default', () => {
  const page = sourceOf('docs/configuration.md')
  const missing = leaves(defaults).filter(
    ([key, value]) =>
      !new RegExp(`^\\| \`${escaped(key)}\` \\| [^|]+ \\| \`${escaped(JSON.stringify(value))}\``, 'm').test(
        page.replaceAll('\\|', '/'),
      ),
  )
  expect(missing).toEqual([])
})

test('settings without a default, and limits that are excluded, are told', () => {
  const page = sourceOf('docs/configuration.md')
  expect(page).toContain('| `universe.file` | text | none |')
  expect(page).toContain(
    '| `execution.previewAgeSecondsMax` | whole number, above 0, at most 60 | `60` | seconds |',
  )
})

test('the numbers of the page on strategy are the defaults', () => {
  const told = [...sourceOf('docs/strategy.md').matchAll(/`(\w+(?:\.\w+)+)` (?:\||=) `([^`]+)`/g)]
  expect(told.length).toBeGreaterThan(50)
  const known = new Map(leaves(defaults))
  expect(
    told.filter(([, key = '', value = '']) => known.get(key) !== JSON.parse(value)).map(([text]) => text),
  ).toEqual([])
})

/** The first line that is not as it should be; a difference of whole pages can't be read. */
function firstDifference(page: string, wanted: string) {
  const [lines, wantedLines] = [page.split('\n'), wanted.split('\n')]
  const index = Array.from({ length: Math.max(lines.length, wantedLines.length) }, (_, at) => at).find(
    (at) => lines[at] !== wantedLines[at],
  )
  return index === undefined
    ? undefined
    : { line: index + 1, is: lines[index], shouldBe: wantedLines[index], remedy: 'run `npm run docs`' }
}

function leaves(value: object, path = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(value).flatMap(([name, inside]) => {
    const key = path === '' ? name : `${path}.${name}`
    const isGroup = typeof inside === 'object' && !Array.isArray(inside) && key !== 'catalysts.sectorFunds'
    return isGroup ? leaves(inside, key) : [[key, inside] as const]
  })
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
