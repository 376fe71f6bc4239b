import type { QuestionName } from '../../commands/command-catalogue.ts'
import type { PersonsUpdate } from '../../commands/owner-update.ts'
import { type ParsedCommand, parseCommand } from '../../commands/parse-command.ts'
import type { Reply } from '../../commands/reply.ts'
import type { TradingState } from '../../state/trading-state.ts'
import { readTradingState } from '../open-tick.ts'
import { Outage, orOutage, outageReply } from '../questions/outage.ts'
import { answerQuestion } from '../questions/questions.ts'
import { confirmPrompt } from './confirm-prompt.ts'
import { askForConfirmation, orderBehind, takeConfirmation } from './confirmation.ts'
import { dashboardLink } from './dashboard-link.ts'
import type { Ears } from './ears.ts'
import { judgeDemoRun } from './judge-demo-run.ts'
import { obey } from './obey.ts'
import { type OwnerOrder, ownerOrderSchema } from './owner-order.ts'
import { finishSignIn, startSignIn } from './sign-in.ts'
import { updateTrigger } from './update-trigger.ts'

/** Telegram shows no more under a tapped button. */
const TAP_WORDS_MAX = 200
const CONFIRM = /^\/confirm ([\w-]{1,60})$/

/** Understands one update of the owner, does what it asks for, and answers. */
export async function answerOwner(ears: Ears, update: PersonsUpdate): Promise<void> {
  const { messenger } = ears
  const text = update.kind === 'said' ? update.text : update.command
  const nonce = CONFIRM.exec(text)?.[1]
  const reply = nonce
    ? { text: await confirmed(ears, update, nonce) }
    : await replyOrOutage(ears, update, text)
  if (update.kind === 'tapped') await acknowledge(ears, update, nonce ? reply.text : '')
  await messenger.send(reply)
}

/** Only for the eye: a tap that is too old to be answered must not keep the reply back, which says the same. */
async function acknowledge(
  { messenger }: Ears,
  { tapId, messageId }: Extract<PersonsUpdate, { kind: 'tapped' }>,
  words: string,
): Promise<void> {
  await Promise.allSettled([
    messenger.answerTap(tapId, words.slice(0, TAP_WORDS_MAX)),
    ...(words === '' ? [] : [messenger.removeButtons(messageId)]),
  ])
}

/** Judging a run takes its time: that is done before the account is held. */
async function confirmed(ears: Ears, update: PersonsUpdate, nonce: string): Promise<string> {
  const { world, at } = ears
  const order = await orderBehind(world.store, nonce)
  const judged = order?.name === 'promote' ? await judgeDemoRun(world) : undefined
  return obey(world, updateTrigger(ears, update), (tick) => takeConfirmation(tick, { nonce, at }), judged)
}

/** An outage is an answer too: the owner sees it at once and needs no log for it. */
async function replyOrOutage(ears: Ears, update: PersonsUpdate, text: string): Promise<Reply> {
  const reply = await orOutage(replyTo(ears, update, text))
  return reply instanceof Outage ? outageReply(reply) : reply
}

async function replyTo(ears: Ears, update: PersonsUpdate, text: string): Promise<Reply> {
  const parsed = parseCommand(text)
  switch (parsed.kind) {
    case 'command':
      return commandReply(ears, update, parsed)
    case 'code':
      return finishSignIn(ears.world, updateTrigger(ears, update), { code: parsed.code, at: ears.at })
    case 'refused':
      return { text: parsed.why }
    case 'unknown':
      return { text: 'I know commands that begin with /, and the code of a sign-in. /help lists them.' }
  }
}

async function commandReply(
  ears: Ears,
  update: PersonsUpdate,
  { name, args }: Extract<ParsedCommand, { kind: 'command' }>,
): Promise<Reply> {
  const { world, version } = ears
  if (name === 'login') return startSignIn(world, ears.at)
  if (name === 'dashboard') return dashboardLink(ears)
  const { data: ordered } = ownerOrderSchema.safeParse({ name, args })
  if (ordered?.name === 'unlock')
    return { text: await obey(world, updateTrigger(ears, update), async () => ordered) }
  const state = await readTradingState(world)
  if (ordered) return askFirst(ears, ordered, state)
  return answerQuestion(name as QuestionName, { world, state, args, version })
}

async function askFirst(ears: Ears, order: OwnerOrder, state: TradingState): Promise<Reply> {
  const { world, at } = ears
  const nonce = ears.nonce()
  await askForConfirmation(world.store, { nonce, order, at })
  return confirmPrompt(order, { nonce, seconds: world.config.telegram.confirmSeconds, state })
}
