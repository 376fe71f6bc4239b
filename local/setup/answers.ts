import { UsageError } from '../failure.ts'
import {
  alertEmailQuestion,
  billingAccountQuestion,
  budgetQuestion,
  type CloudEnvironment,
  environmentQuestion,
  ownerQuestion,
  projectQuestion,
  type Question,
  regionQuestion,
  telegramChatQuestion,
  telegramUserQuestion,
} from './questions.ts'

/** What was given on the command line, by the name of its flag; each is an answer that is not asked for. */
export interface GivenAnswers {
  readonly project?: string
  readonly region?: string
  readonly alertEmail?: string
  readonly owner?: string
  readonly telegramUser?: string
  readonly telegramChat?: string
  readonly environment?: string
  readonly billingAccount?: string
  readonly budget?: string
}

/** All that a deployment has to know about its owner; no secret is among it. */
export interface Answers {
  readonly projectId: string
  readonly region: string
  readonly alertEmail: string
  readonly owner: string
  readonly telegramUserId: number
  readonly telegramChatId: number
  readonly environment: CloudEnvironment
  readonly billingAccount: string | null
  readonly budgetUsd: number
}

interface Asking {
  ask(question: string): Promise<string>
}

const ATTEMPTS_MAX = 3

/** Takes what was given and asks for the rest. Throws `UsageError` for an answer that can't be used. */
export async function gatherAnswers(given: GivenAnswers, dialog: Asking): Promise<Answers> {
  assertUsable(given)
  const answerTo = <Answer>(question: Question<Answer>, text: string | undefined) =>
    text === undefined ? askFor(question, dialog) : parseFlag(question, text)
  const projectId = await answerTo(projectQuestion, given.project)
  const region = await answerTo(regionQuestion, given.region)
  const alertEmail = await answerTo(alertEmailQuestion, given.alertEmail)
  const owner = await answerTo(ownerQuestion, given.owner)
  const telegramUserId = await answerTo(telegramUserQuestion, given.telegramUser)
  const telegramChatId = await answerTo(telegramChatQuestion(telegramUserId), given.telegramChat)
  const environment = await answerTo(environmentQuestion, given.environment)
  const { id: billingAccount } = await answerTo(billingAccountQuestion, given.billingAccount)
  const budgetUsd = await answerTo(
    budgetQuestion,
    given.budget ?? (billingAccount ? undefined : budgetQuestion.ifEmpty),
  )
  return {
    projectId,
    region,
    alertEmail,
    owner,
    telegramUserId,
    telegramChatId,
    environment,
    billingAccount,
    budgetUsd,
  }
}

/** A wrong flag is told before anything is asked, so that no answer is typed in vain. */
function assertUsable(given: GivenAnswers): void {
  const flags: readonly (readonly [Question<unknown>, string | undefined])[] = [
    [projectQuestion, given.project],
    [regionQuestion, given.region],
    [alertEmailQuestion, given.alertEmail],
    [ownerQuestion, given.owner],
    [telegramUserQuestion, given.telegramUser],
    [telegramChatQuestion(0), given.telegramChat],
    [environmentQuestion, given.environment],
    [billingAccountQuestion, given.billingAccount],
    [budgetQuestion, given.budget],
  ]
  for (const [question, text] of flags) if (text !== undefined) parseFlag(question, text)
}

function parseFlag<Answer>(question: Question<Answer>, text: string): Answer {
  const answer = question.parse(text)
  if (answer !== undefined) return answer
  throw new UsageError(`${question.flag}: ${complaint(question, text)}`)
}

async function askFor<Answer>(question: Question<Answer>, dialog: Asking): Promise<Answer> {
  const words = question.ifEmpty === undefined ? question.words : `${question.words} [${question.ifEmpty}]`
  for (let attempt = 1; attempt <= ATTEMPTS_MAX; attempt += 1) {
    const text = (await dialog.ask(words)) || (question.ifEmpty ?? '')
    const answer = question.parse(text)
    if (answer !== undefined) return answer
    process.stderr.write(`${question.words}: ${complaint(question, text)}\n`)
  }
  throw new UsageError(
    `no usable answer in ${ATTEMPTS_MAX} attempts, nothing was written: run "openbell setup" again, or pass ${question.flag}`,
  )
}

function complaint({ allowed }: Question<unknown>, text: string): string {
  return `was "${text}"; allowed: ${allowed}`
}
