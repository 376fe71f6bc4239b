import { z } from 'zod'
import type { Ticker } from '../../domain/ids.ts'
import type { TapeBar } from '../../market-data/recorder.ts'
import { symbolTapeSchema } from '../../signals/symbol-tape.ts'
import { dateSchema } from '../../state/document-schemas.ts'
import type { ExchangeDate } from '../../time/instant.ts'
import { CHECKPOINT_PATH } from '../universe-plan.ts'
import type { World } from '../world.ts'

const checkpointSchema = z.object({ date: dateSchema, tapes: z.record(z.string(), z.unknown()) })

/**
 * The latest bars that the scans of a date have recorded of a symbol, the one that is not complete yet included: at most 22,
 * as the tape forgets older ones. One document is read.
 */
export async function recordedBars(
  { store }: Pick<World, 'store'>,
  symbol: Ticker,
  date: ExchangeDate,
): Promise<readonly TapeBar[]> {
  const document = await store.get(CHECKPOINT_PATH)
  if (!document) return []
  const { date: tapeDate, tapes } = checkpointSchema.parse(document.value)
  if (tapeDate !== date || tapes[symbol] === undefined) return []
  const { recent, recorder } = symbolTapeSchema.parse(tapes[symbol])
  return [...recent, ...(recorder.developing ? [recorder.developing] : [])]
}
