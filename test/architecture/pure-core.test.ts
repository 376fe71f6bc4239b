import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'

const root = resolve(import.meta.dirname, '..', '..')
const planted = mkdtempSync(join(root, 'shared', 'planted-'))

afterAll(() => rmSync(planted, { recursive: true, force: true }))

/** Runs one of the checks of `npm run check` on a file with this content inside the core. */
function judge(
  content: string,
  command: (file: string) => readonly string[],
): { passed: boolean; said: string } {
  const file = join('shared', basename(planted), 'planted.ts')
  writeFileSync(join(root, file), content)
  const [script = '', ...args] = command(file)
  const ran = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { passed: ran.status === 0, said: ran.stdout + ran.stderr }
}

const lint = (file: string) => ['@biomejs/biome/bin/biome', 'lint', file]
const architecture = (file: string) => [
  'dependency-cruiser/bin/dependency-cruiser.mjs',
  ...['--config', '.dependency-cruiser.cjs', file],
]

test.each([
  'Date.now()',
  'new Date(0)',
  'setTimeout(String, 1)',
  'process.env',
  'fetch("")',
  'performance.now()',
])('the core may not use %s', (expression) => {
  const { passed, said } = judge(`export const planted = () => ${expression}\n`, lint)
  expect(said).toContain('the core is handed time, chance and the outside world through its ports')
  expect(passed).toBe(false)
})

test.each([
  ['an adapter', '../../infra/clock/system-clock.ts'],
  ['a laptop part', '../../local/pace.ts'],
  ['a package of its own choosing', 'node-fetch'],
  ['the file system', 'node:fs'],
])('the core may not import %s', (_name, module) => {
  const { passed, said } = judge(`export * from '${module}'\n`, architecture)
  expect(said).toContain('core-is-pure')
  expect(passed).toBe(false)
})

test('a plain file of the core passes both', () => {
  const content = 'export const planted = 1\n'
  expect(judge(content, lint)).toMatchObject({ passed: true })
  expect(judge(content, architecture)).toMatchObject({ passed: true })
})

test('the core draws no random number of its own', () => {
  const sources = globSync('shared/**/*.ts', { cwd: root })
  const drawing = sources.filter((file) => readFileSync(join(root, file), 'utf8').includes('Math.random'))
  expect(sources.length).toBeGreaterThan(100)
  expect(drawing).toEqual([])
})
