import type { DocumentPath, Store, Write } from '../../ports/store.ts'
import { formatEt } from '../../time/exchange-time.ts'
import type { EpochMs, ExchangeDate } from '../../time/instant.ts'
import type { Trigger } from '../trigger.ts'
import { type TapeDocument, tapeDocumentSchema } from './run-tape.ts'

/** Which rules stand beside the tapes of a date; the name follows from their content. */
export interface RulesName {
  readonly date: ExchangeDate
  readonly name: string
}

/** Where the rules of a date lie: `tape/rules-2026-03-02-356e702d2e2a13b4`. */
export function rulesPath({ date, name }: RulesName): DocumentPath {
  return `tape/rules-${date}-${name}`
}

export function rulesWrite(of: RulesName, text: string, keptUntil: EpochMs): Write {
  return { kind: 'set', path: rulesPath(of), value: { date: of.date, text }, expiresAt: keptUntil }
}

export function tapeWrite(trigger: Trigger, value: TapeDocument, keptUntil: EpochMs): Write {
  return { kind: 'set', path: tapePath(value.date, trigger), value, expiresAt: keptUntil }
}

/** What the runs of a date have left, in no order; the rules beside them are no run. */
export async function tapesOf(store: Store, date: ExchangeDate): Promise<readonly TapeDocument[]> {
  const documents = await store.query({ collection: 'tape', where: { date } })
  return documents
    .filter(({ path }) => !path.startsWith('tape/rules-'))
    .map(({ value }) => tapeDocumentSchema.parse(value))
}

/** Where the tape of a run lies: `tape/2026-03-02-093200-signal-scan`. */
function tapePath(date: ExchangeDate, { job, scheduledAt, byHand }: Trigger): DocumentPath {
  const time = formatEt(scheduledAt, 'time-seconds').replaceAll(':', '')
  return `tape/${date}-${time}-${job}${byHand === undefined ? '' : `-by-hand-${byHand}`}`
}
