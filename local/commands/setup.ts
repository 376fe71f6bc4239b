import { existsSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { Dialog } from '../dialog.ts'
import { UsageError } from '../failure.ts'
import { type Answers, type GivenAnswers, gatherAnswers } from '../setup/answers.ts'
import { type NextStep, nextSteps } from '../setup/next-commands.ts'
import { lookForPrerequisites, type Prerequisite } from '../setup/prerequisites.ts'
import { variablesFile } from '../setup/variables-file.ts'
import { assertMayWrite, writeNewFile } from '../setup/write-new-file.ts'

interface SetupOptions extends GivenAnswers {
  readonly terraform?: string
  readonly force: boolean
  readonly json: boolean
}

/** `openbell setup`: asks what a deployment has to know, writes terraform's variables and says what comes next. */
export async function setup(options: SetupOptions): Promise<void> {
  const file = join(terraformFolder(options.terraform), 'terraform.tfvars')
  assertMayWrite(file, options.force)
  const prerequisites = lookForPrerequisites()
  if (!options.json) print(prerequisites.map(prerequisiteLine))
  const answers = await answersOf(options)
  writeNewFile(file, variablesFile(answers), options.force)
  const steps = nextSteps(answers)
  if (options.json) {
    const commands = steps.flatMap((step) => step.commands)
    print([JSON.stringify({ written: file, answers, prerequisites, commands })])
  } else print(['', `Written: ${shown(file)}`, ...steps.flatMap(stepLines)])
}

async function answersOf(options: SetupOptions): Promise<Answers> {
  const dialog = new Dialog()
  try {
    return await gatherAnswers(options, dialog)
  } finally {
    dialog.close()
  }
}

/** That of this project, wherever the command is called. */
function terraformFolder(given = join(import.meta.dirname, '..', '..', 'terraform')): string {
  const folder = resolve(given)
  if (existsSync(join(folder, 'variables.tf'))) return folder
  throw new UsageError(`--terraform: ${folder} has no variables.tf; name the terraform folder of Openbell`)
}

function prerequisiteLine({ name, fits, seen, remedy }: Prerequisite): string {
  return `${(fits ? 'ok' : 'warning').padEnd(8)} ${name.padEnd(10)} ${seen}${remedy ? `: ${remedy}` : ''}`
}

function stepLines({ purpose, commands }: NextStep, index: number): readonly string[] {
  return ['', `${index + 1}. ${purpose}`, ...commands.map((command) => `   ${command}`)]
}

function shown(file: string): string {
  const near = relative(process.cwd(), file)
  return near.startsWith('..') ? file : near
}

function print(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`)
}
