import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals'
import { parseConfig } from '../../shared/config/config.ts'
import { root, sourceOf } from '../terraform/terraform-sources.ts'
import { CommandLine, type Ended, openbell, scratchFolder } from './command-line.ts'

const scratch = scratchFolder()
let folder: string
let folders = 0

beforeEach(() => {
  folders += 1
  folder = join(scratch.path, `terraform-${folders}`)
  mkdirSync(folder)
  copyFileSync(join(root, 'terraform/variables.tf'), join(folder, 'variables.tf'))
})

afterAll(() => scratch.remove())

const written = () => join(folder, 'terraform.tfvars')

const ALL_FLAGS = {
  '--project': 'your-project-id',
  '--region': 'europe-west1',
  '--alert-email': 'you@example.com',
  '--owner': 'user:you@example.com',
  '--telegram-user': '12',
  '--telegram-chat': '-34',
  '--environment': 'production',
  '--billing-account': 'AAAAAA-BBBBBB-111111',
  '--budget': '7',
}

const ANSWERS = ['your-project-id', '', 'you@example.com', 'user:you@example.com', '12', '', '', '']

/** Setup with nobody to ask. */
function withFlags(
  changed: Readonly<Record<string, string>> = {},
  ...more: readonly string[]
): Promise<Ended> {
  const flags = Object.entries({ ...ALL_FLAGS, ...changed }).map(([flag, value]) => `${flag}=${value}`)
  return openbell('setup', '--terraform', folder, ...flags, ...more)
}

/** Setup with the answers line by line, as a pipe brings them. */
function withAnswers(answers: readonly string[], ...more: readonly string[]): Promise<Ended> {
  const command = new CommandLine(['setup', '--terraform', folder, ...more], { typing: true })
  command.type(answers.map((answer) => `${answer}\n`).join(''))
  return command.ended
}

describe('openbell setup', () => {
  test('writes what was answered, an empty answer being the one in brackets', async () => {
    const { exitCode, stdout, stderr } = await withAnswers(ANSWERS)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(assignments()).toMatchObject({
      project_id: '"your-project-id"',
      region: '"us-east4"',
      alert_email: '"you@example.com"',
      owner_principal: '"user:you@example.com"',
      telegram_owner_user_id: '12',
      telegram_owner_chat_id: '12',
      billing_account: 'null',
      budget_usd: '5',
    })
    expect(config()).toMatchObject({ mode: 'DEMO', broker: { environment: 'sandbox' } })
    expect(stdout).toMatch(/^(ok|warning) +node +/)
    expect(stdout).toContain('etrade-sandbox-consumer-key')
  })

  test('needs no answer for what has a flag', async () => {
    const { exitCode, stdout, stderr } = await withFlags({}, '--json')
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    const told = JSON.parse(stdout)
    expect(told).toMatchObject({ written: written(), answers: { budgetUsd: 7, telegramChatId: -34 } })
    expect(told.prerequisites.map(({ name }: { name: string }) => name)).toEqual([
      'node',
      'terraform',
      'gcloud',
    ])
    expect(assignments()).toMatchObject({ billing_account: '"AAAAAA-BBBBBB-111111"', budget_usd: '7' })
    expect(config().broker.environment).toBe('production')
  })

  test('prints the next commands in the order in which they work, for the chosen project and environment', async () => {
    const commands: readonly string[] = JSON.parse((await withFlags({}, '--json')).stdout).commands
    const order = [
      /^npm run build$/,
      /^gcloud storage buckets create gs:\/\/your-project-id-state .*--location=europe-west1/,
      /^terraform -chdir=terraform init -backend-config=bucket=your-project-id-state$/,
      /^terraform -chdir=terraform plan$/,
      /^terraform -chdir=terraform apply$/,
      /gcloud secrets versions add etrade-prod-consumer-key --data-file=- --project=your-project-id/,
      /gcloud secrets versions add etrade-prod-consumer-secret --data-file=-/,
      /^npx openbell token login --environment production --cloud --project your-project-id$/,
    ].map((pattern) => commands.findIndex((command) => pattern.test(command)))
    expect(order).toEqual(order.toSorted((first, second) => first - second))
    expect(order).not.toContain(-1)
  })

  test('a wrong answer is asked again, saying what was seen and what is allowed', async () => {
    const { exitCode, stderr } = await withAnswers(['My Project', 'mine', ...ANSWERS])
    expect(exitCode).toBe(0)
    expect(stderr).toContain('was "My Project"; allowed: 6 to 30 of a-z, 0-9 and "-"')
    expect(stderr).toContain('was "mine"')
    expect(assignments()['project_id']).toBe('"your-project-id"')
  })

  test('after three wrong answers it ends, and nothing is written', async () => {
    const { exitCode, stderr } = await withAnswers(['a', 'b', '', ...ANSWERS])
    expect(exitCode).toBe(2)
    expect(stderr).toContain('no usable answer in 3 attempts, nothing was written')
    expect(readdirSync(folder)).toEqual(['variables.tf'])
  })

  test.each([
    ['--project', 'Your Project'],
    ['--region', 'us-east4-a'],
    ['--alert-email', 'you'],
    ['--owner', 'allUsers'],
    ['--telegram-user', '0'],
    ['--telegram-chat', 'me'],
    ['--environment', 'simulator'],
    ['--billing-account', '1-2-3'],
    ['--budget', '2.5'],
  ])('%s %s is refused before anything is asked', async (flag, value) => {
    const { exitCode, stderr } = await openbell('setup', '--terraform', folder, `${flag}=${value}`)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining(`openbell: ${flag}: was "${value}"; allowed: `),
    })
    expect(existsSync(written())).toBe(false)
  })

  test('answers that end too soon leave nothing behind', async () => {
    const { exitCode, stderr } = await openbell('setup', '--terraform', folder, '--project=your-project-id')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('was not answered: standard input has ended')
    expect(readdirSync(folder)).toEqual(['variables.tf'])
  })

  test('a file that is there is refused at once, and replaced with --force', async () => {
    writeFileSync(written(), 'mine = true\n')
    const { exitCode, stderr } = await openbell('setup', '--terraform', folder)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('exists and is left as it is: pass --force'),
    })
    expect(readFileSync(written(), 'utf8')).toBe('mine = true\n')
    expect((await withFlags({}, '--force')).exitCode).toBe(0)
    expect(assignments()).toHaveProperty('project_id')
  })

  test('the file is for its owner alone, and no draft stays', async () => {
    await withFlags()
    expect(statSync(written()).mode & 0o777).toBe(0o600)
    expect(readdirSync(folder).toSorted()).toEqual(['terraform.tfvars', 'variables.tf'])
  })

  test('writes exactly the variables that terraform declares', async () => {
    await withFlags()
    const declared = Array.from(
      sourceOf('terraform/variables.tf').matchAll(/^variable "(\w+)"/gm),
      ([, name]) => name,
    )
    expect(Object.keys(assignments()).toSorted()).toEqual(declared.toSorted())
  })

  test('a text that looks like an expression stays a text', async () => {
    const dollar = '$'
    await withFlags({ '--alert-email': `${dollar}{you}@%{example}.com` })
    expect(assignments()['alert_email']).toBe(`"${dollar}${dollar}{you}@%%{example}.com"`)
  })

  test('a folder that is not that of terraform is refused', async () => {
    const { exitCode, stderr } = await openbell('setup', '--terraform', scratch.path)
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: expect.stringContaining('has no variables.tf'),
    })
  })

  test('without the tools it writes all the same and says how to get them', async () => {
    const { exitCode, stdout } = await withPath('', () => withFlags())
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/warning +terraform +not found on PATH: install terraform 1\.11 or newer/)
    expect(stdout).toMatch(/warning +gcloud +not found on PATH: install the Google Cloud CLI/)
    expect(existsSync(written())).toBe(true)
  })

  test('a tool that is too old is told with its version', async () => {
    const tools = join(folder, 'tools')
    mkdirSync(tools)
    writeFileSync(join(tools, 'terraform'), '#!/bin/sh\necho Terraform v1.9.8\n', { mode: 0o755 })
    const { stdout } = await withPath(`${tools}:${process.env['PATH']}`, () => withFlags())
    expect(stdout).toMatch(/warning +terraform +version 1\.9: install terraform 1\.11 or newer/)
  })
})

const TERRAFORM = process.env['TERRAFORM'] ?? 'terraform'
const hasTerraform = spawnSync(TERRAFORM, ['version'], { stdio: 'ignore' }).status === 0
if (!hasTerraform) process.stderr.write('SKIPPED the check by terraform: it can not be run\n')

;(hasTerraform ? describe : describe.skip)('terraform', () => {
  test('finds the written file formatted', async () => {
    await withFlags()
    const { status, stdout } = spawnSync(TERRAFORM, ['fmt', '-check', '-diff', written()], {
      encoding: 'utf8',
    })
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' })
  })

  test('accepts every value by the rules of its variables', async () => {
    await withFlags()
    const bundle = join(folder, '../dist/functions.zip')
    mkdirSync(join(bundle, '..'), { recursive: true })
    writeFileSync(bundle, '')
    writeFileSync(join(folder, 'shown.tf'), 'output "shown" { value = var.project_id }\n')
    const { status, stdout, stderr } = spawnSync(TERRAFORM, [`-chdir=${folder}`, 'plan', '-no-color'], {
      encoding: 'utf8',
      env: { ...process.env, CHECKPOINT_DISABLE: '1' },
    })
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    expect(stdout).toContain('shown = "your-project-id"')
  })
})

async function withPath(path: string, work: () => Promise<Ended>): Promise<Ended> {
  const before = process.env['PATH']
  process.env['PATH'] = path
  try {
    return await work()
  } finally {
    process.env['PATH'] = before
  }
}

/** What the written file says of each variable, as it says it. */
function assignments(): Readonly<Record<string, string>> {
  const text = readFileSync(written(), 'utf8')
  return Object.fromEntries(
    Array.from(text.matchAll(/^(\w+) += (.*)$/gm), ([, name, value]) => [name, value]),
  )
}

function config(): ReturnType<typeof parseConfig> {
  const [, json = ''] = /<<-JSON\n(.*?)\n\s*JSON\n/s.exec(readFileSync(written(), 'utf8')) ?? []
  return parseConfig(JSON.parse(json))
}
