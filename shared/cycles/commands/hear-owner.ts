import { strangerAlert } from '../../alerts/stranger-alert.ts'
import type { OwnerUpdate, PersonsUpdate } from '../../commands/owner-update.ts'
import { exchangeDate } from '../../time/exchange-time.ts'
import { runAnyTime } from '../run-tick.ts'
import { tellOnceToday } from '../tell-once.ts'
import { LeaseLostError } from '../tick.ts'
import { answerOwner } from './answer-owner.ts'
import { claimUpdate, markAnswered } from './claim-update.ts'
import type { Ears } from './ears.ts'
import { updateTrigger } from './update-trigger.ts'

export interface HeardDone {
  readonly status: 'done'
  readonly heard: 'answered' | 'seen before' | 'a stranger' | 'nothing to act on'
}

/** More than so many strangers a day are not told, so that nobody can flood the owner. */
const STRANGERS_TOLD_MAX = 5

/**
 * Hears what reached the bot (spec §15): the owner is answered, once for each update; anybody else is told nothing and
 * reported.
 */
export async function hearOwner(ears: Ears, update: OwnerUpdate): Promise<HeardDone> {
  if (update.kind === 'other') return { status: 'done', heard: 'nothing to act on' }
  if (!isOwner(ears, update)) {
    await reportStranger(ears, update)
    return { status: 'done', heard: 'a stranger' }
  }
  const { store } = ears.world
  const claim = await claimUpdate(store, { updateId: update.updateId, at: ears.at })
  if (claim === 'answered') return { status: 'done', heard: 'seen before' }
  if (claim === 'unanswered') {
    await ears.messenger.send({ text: doubtAbout(update) })
    return { status: 'done', heard: 'seen before' }
  }
  await answerOwner(ears, update)
  await markAnswered(store, claim)
  return { status: 'done', heard: 'answered' }
}

/** Both must be the owner's: the person, and the chat in which everything is told. */
function isOwner({ owner }: Ears, { userId, chatId }: PersonsUpdate): boolean {
  return userId === owner.userId && chatId === owner.chatId
}

async function reportStranger(ears: Ears, update: PersonsUpdate): Promise<void> {
  const { world } = ears
  const { userId, chatId } = update
  const date = exchangeDate(world.clock.now())
  const run = await runAnyTime(world, updateTrigger(ears, update), date, async (tick) => {
    const alert = strangerAlert({ userId, chatId, date, time: tick.now })
    const told = tick.state.told.filter((id) => id.startsWith('stranger-'))
    if (told.length < STRANGERS_TOLD_MAX) tellOnceToday(tick, alert)
    return {}
  })
  // Telegram brings it again until somebody had the time.
  if (run.status === 'busy') throw new LeaseLostError(`${run.holder} held the account all the while`)
}

function doubtAbout(update: PersonsUpdate): string {
  const what = update.kind === 'said' ? update.text.split(/\s/, 1)[0] : 'the button'
  return `NOT KNOWN\nWhether ${what?.slice(0, 20)} was carried out is not known. Look at /status, then send it again.`
}
