import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { root } from './terraform-sources.ts'

/** Runs the real terraform without a network, with providers that know the real schema and do nothing. */
const TOOL = '../shared/tools/terraform-offline/run'
const TERRAFORM = process.env['TERRAFORM'] ?? 'terraform'
const missing = whatIsMissing()

if (missing) process.stderr.write(`SKIPPED terraform: ${missing}\n`)

const describeWithTerraform = missing ? describe.skip : describe

describeWithTerraform('terraform', () => {
  test('its files are formatted', () => {
    expect(ran('terraform', '--', 'terraform', 'fmt', '-check', '-recursive')).toEqual({
      status: 0,
      said: '',
    })
  })

  test('it is valid, and its own tests pass', () => {
    const { status, said } = ran('terraform')
    expect(said).toContain('Success! The configuration is valid.')
    expect(said).toMatch(/Success! \d+ passed, 0 failed\./)
    expect(status).toBe(0)
  }, 180_000)
})

function ran(...args: readonly string[]): { readonly status: number | null; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [TOOL, ...args], {
    cwd: root,
    encoding: 'utf8',
  })
  return { status, said: stdout + (status === 0 ? '' : stderr) }
}

function whatIsMissing(): string | undefined {
  if (!existsSync(resolve(root, TOOL))) return `there is no ${TOOL}`
  const { status } = spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' })
  return status === 0 ? undefined : `${TERRAFORM} can't be run: install it`
}
