import type { EtradeClient } from './client/etrade-client.ts'
import { present } from './mapper/present.ts'
import { percentEncode } from './oauth/percent-encoding.ts'
import { fit } from './wire/fit.ts'
import { lookupAnswer } from './wire/market-answers.ts'

const OPERATION = 'market/lookup'

/** A security whose name matches what was looked for. */
export interface FoundProduct {
  readonly symbol: string
  readonly name: string
  /** The broker's word: EQUITY, MUTUAL_FUND … */
  readonly kind?: string
}

/** Securities by a part of the company's name. */
export async function lookUpProduct(client: EtradeClient, text: string): Promise<readonly FoundProduct[]> {
  const { body } = await client.read({
    operation: OPERATION,
    module: 'market',
    path: `market/lookup/${percentEncode(text)}`,
  })
  if (body === undefined) return []
  return fit(lookupAnswer, OPERATION, body).lookupResponse.data.map(
    ({ symbol, description: name, type: kind }) => ({ symbol, name, ...present({ kind }) }),
  )
}
