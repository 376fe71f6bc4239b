import { spawnSync } from 'node:child_process'
import { join, resolve } from 'node:path'

/** `npm run check`: everything a change must pass besides the tests, one line each, all of them even when one fails. */
const root = resolve(import.meta.dirname, '..')

const checks: readonly { readonly name: string; readonly command: readonly string[] }[] = [
  { name: 'format and lint', command: ['@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'] },
  { name: 'types', command: ['typescript/bin/tsc', '--project', 'tsconfig.json'] },
  { name: 'types of the dashboard', command: ['typescript/bin/tsc', '--project', 'dashboard'] },
  {
    name: 'architecture',
    command: [
      'dependency-cruiser/bin/dependency-cruiser.mjs',
      '--config',
      '.dependency-cruiser.cjs',
      ...rooms(),
    ],
  },
  { name: 'dead code', command: ['knip/bin/knip.js', '--no-progress'] },
  { name: 'secrets', command: ['secretlint/bin/secretlint.js', '--maskSecrets', '**/*'] },
]

function rooms(): readonly string[] {
  return ['functions', 'infra', 'shared', 'local', 'test', 'dashboard/src']
}

function passes(check: (typeof checks)[number]): boolean {
  const startedAt = performance.now()
  const [script = '', ...args] = check.command
  const ran = spawnSync(process.execPath, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  process.stdout.write(`${ran.status === 0 ? 'ok    ' : 'FAILED'} ${check.name} (${seconds} s)\n`)
  if (ran.status !== 0) process.stdout.write(`${ran.stdout}${ran.stderr}\n`)
  return ran.status === 0
}

process.exitCode = checks.map(passes).every(Boolean) ? 0 : 1
