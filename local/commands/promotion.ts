import { type DemoPromotion, demoPromotion } from '../../shared/backtest/promotion/demo-promotion.ts'
import { openArchive } from '../decision-archive.ts'
import { UsageError } from '../failure.ts'
import { promotionLines } from '../promotion/promotion-text.ts'

interface PromotionOptions {
  readonly store: string
  readonly json: boolean
}

/** `openbell promotion`: whether a kept DEMO run has earned real money; the word is the answer, so it ends with 0 either way. */
export async function promotion({ store: folder, json }: PromotionOptions): Promise<void> {
  const store = openArchive(folder)
  try {
    const answer = await demoPromotion(store)
    if ('refused' in answer) throw new UsageError(`--store ${folder}: ${answer.why}`)
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : page(answer))
  } finally {
    await store.close()
  }
}

function page({ from, to, measuredOn, ...answer }: DemoPromotion): string {
  const [verdict = '', ...conditions] = promotionLines(answer)
  const dates = from === undefined ? 'no session is kept' : `${from} to ${to}`
  return [`DEMO run, ${dates}`, ...conditions, verdict, '', ...measuredOn].map((line) => `${line}\n`).join('')
}
