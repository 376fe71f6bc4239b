import type { QuestionName } from '../../../../shared/commands/command-catalogue.ts'
import { COMMANDS } from '../../../../shared/commands/command-catalogue.ts'
import type { Reply } from '../../../../shared/commands/reply.ts'
import { readTradingState } from '../../../../shared/cycles/open-tick.ts'
import { answerQuestion } from '../../../../shared/cycles/questions/questions.ts'
import type { World } from '../../../../shared/cycles/world.ts'
import type { CycleBench } from '../../../support/cycle-bench.ts'

/** Every question there is. */
export const QUESTIONS: readonly QuestionName[] = COMMANDS.filter(({ kind }) => kind === 'question').map(
  ({ name }) => name as QuestionName,
)

/** Asks like the owner does; `world` stands in for the bench's own. */
export async function ask(
  bench: CycleBench,
  [name, ...args]: readonly [QuestionName, ...args: string[]],
  world: World = bench.world,
): Promise<Reply> {
  const state = await readTradingState(bench.world)
  return answerQuestion(name, { world, state, args, version: '1.2.3' })
}

/** The lines of the text of an answer. */
export async function linesOf(bench: CycleBench, asked: readonly [QuestionName, ...args: string[]]) {
  return (await ask(bench, asked)).text.split('\n')
}
