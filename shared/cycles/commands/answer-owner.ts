import type { QuestionName } from '../../commands/command-catalogue.ts'
import type { PersonsUpdate } from '../../commands/owner-update.ts'
import { type ParsedCommand, parseCommand } from '../../commands/parse-command.ts'
import type { Reply } from '../../commands/reply.ts'
import { BrokerError } from '../../domain/errors.ts'
import { ProviderError } from '../../domain/provider-error.ts'
import { SecretsUnavailableError } from '../../ports/secrets.ts'
import { StoreUnavailableError } from '../../ports/store.ts'
import type { TradingState } from '../../state/trading-state.ts'
import { readTradingState } from '../open-tick.ts'
import { answerQuestion } from '../questions/questions.ts'
import type { Trigger } from '../trigger.ts'
import type { World } from '../world.ts'
import { confirmPrompt } from './confirm-prompt.ts'
import { askForConfirmation, takeConfirmation } from './confirmation.ts'
import type { Ears } from './ears.ts'
import { obey } from './obey.ts'
import { type OwnerOrder, ownerOrderSchema } from './owner-order.ts'
import { finishSignIn, startSignIn } from './sign-in.ts'

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

function confirmed({ world, at }: Ears, update: PersonsUpdate, nonce: string): Promise<string> {
  return obey(world, triggerOf(update, world), (tick) => takeConfirmation(tick, { nonce, at }))
}

/** An outage is an answer too: the owner sees it at once and needs no log for it. */
async function replyOrOutage(ears: Ears, update: PersonsUpdate, text: string): Promise<Reply> {
  try {
    return await replyTo(ears, update, text)
  } catch (error) {
    if (!isOutage(error)) throw error
    return { text: `THAT DID NOT WORK\n${error.message}\nTry again in a minute; /health tells what is well.` }
  }
}

function isOutage(error: unknown): error is Error {
  return (
    error instanceof BrokerError ||
    error instanceof ProviderError ||
    error instanceof SecretsUnavailableError ||
    error instanceof StoreUnavailableError
  )
}

async function replyTo(ears: Ears, update: PersonsUpdate, text: string): Promise<Reply> {
  const parsed = parseCommand(text)
  switch (parsed.kind) {
    case 'command':
      return commandReply(ears, update, parsed)
    case 'code':
      return finishSignIn(ears.world, triggerOf(update, ears.world), { code: parsed.code, at: ears.at })
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
  const order = ownerOrderSchema.safeParse({ name, args })
  const { data: ordered } = order
  if (ordered?.name === 'unlock')
    return { text: await obey(world, triggerOf(update, world), async () => ordered) }
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

/** The run of an update: the same one, however often Telegram delivers it. */
function triggerOf({ updateId }: PersonsUpdate, world: World): Trigger {
  return { job: 'telegram-webhook', scheduledAt: world.clock.now(), byHand: `update-${updateId}` }
}
