import { existsSync, globSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@jest/globals'
import { root, sourceOf } from '../terraform/terraform-sources.ts'
import { pages } from './pages.ts'

/** The owner's variables, which are never in the repository. */
const WRITTEN_BY_SETUP = 'terraform/terraform.tfvars'

interface Link {
  readonly page: string
  readonly words: string
  /** From the folder of the repository. */
  readonly file: string
  readonly anchor: string | undefined
}

/** What lies within a code block or between backticks is no link. */
const links: readonly Link[] = pages.flatMap(({ file: page, text }) =>
  [...withoutBlocks(text).matchAll(/(?<!!)\[((?:`[^`]*`|[^\]`])+)\]\(([^)\s]+)\)/g)]
    .map(([, words = '', target = '']) => ({ page, words, target }))
    .filter(({ target }) => !/^[a-z]+:/.test(target))
    .map(({ words, target }) => {
      const [path = '', anchor] = target.split('#')
      return { page, words, anchor, file: path === '' ? page : join(dirname(page), path) }
    }),
)

test('there are links, to files and to headings', () => {
  expect(links.length).toBeGreaterThan(50)
  expect(links.some(({ anchor }) => anchor !== undefined)).toBe(true)
})

test('every link leads to something that exists', () => {
  expect(links.filter(({ file }) => !existsSync(join(root, file)))).toEqual([])
})

test('every anchor is a heading of its page', () => {
  const lost = links.filter(({ file, anchor }) => anchor !== undefined && !anchorsOf(file).includes(anchor))
  expect(lost).toEqual([])
})

test('a link to a test says what that test is called, or what its file is', () => {
  const toTests = links.filter(
    ({ page, file }) => page === 'docs/architecture.md' && file.endsWith('.test.ts'),
  )
  const named = toTests.filter(({ words }) => words.split(' ').length > 3 && !/^a (day|scan) in /.test(words))
  expect(named.length).toBeGreaterThan(25)
  expect(named.filter(({ words, file }) => !sourceOf(file).includes(`'${words}'`))).toEqual([])
})

test('every promise stands in the table with what tests it', () => {
  const ids = [...sourceOf('local/simulation/promises.ts').matchAll(/^ {2}([IL]\d+): /gm)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(30)
  const rows = [...sourceOf('docs/architecture.md').matchAll(/^\| ([IL]\d+) \|/gm)].map(([, id]) => id)
  expect(rows).toEqual(ids)
})

test('every page that code or another page names exists', () => {
  const files = globSync('{functions,infra,shared,local,dashboard/src,terraform,test}/**/*.{ts,tsx,mjs,tf}', {
    cwd: root,
    exclude: ['**/node_modules/**'],
  })
  const texts = [...files.map((file) => ({ file, text: sourceOf(file) })), ...pages]
  const lost = texts.flatMap(({ file, text }) =>
    Array.from(text.matchAll(/(?<![\w/-])docs\/[\w./-]*\.(?:md|ts|json)\b/g), ([path]) => path)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${file}: ${path}`),
  )
  expect(lost.filter((line) => !line.includes('NNNN-title'))).toEqual([])
})

test('every file of the repository that a page names exists', () => {
  const lost = pages.flatMap(({ file, text }) =>
    Array.from(
      text.matchAll(/`((?:functions|infra|shared|local|test|terraform)\/[\w./-]+)`/g),
      ([, path = '']) => path,
    )
      .filter((path) => !path.includes('your-') && path !== WRITTEN_BY_SETUP && !existsSync(join(root, path)))
      .map((path) => `${file}: ${path}`),
  )
  expect(lost).toEqual([])
})

/** As GitHub makes anchors from headings: the second of the same name gets a number. */
function anchorsOf(file: string): readonly string[] {
  const seen = new Map<string, number>()
  return [...withoutBlocks(sourceOf(file)).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => {
    const anchor = title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, '')
      .replaceAll(' ', '-')
    const count = seen.get(anchor) ?? 0
    seen.set(anchor, count + 1)
    return count === 0 ? anchor : `${anchor}-${count}`
  })
}

function withoutBlocks(text: string): string {
  return text.replace(/^```.*?^```$/gms, '')
}
