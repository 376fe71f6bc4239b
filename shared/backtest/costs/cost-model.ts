import { z } from 'zod'

/** What trading costs in a backtest, beyond the price that the market shows. */
export const costModelSchema = z.strictObject({
  /** For each order that trades. E*TRADE takes none for stocks and funds. */
  commissionUsd: z.number().min(0).default(0),
  /**
   * On shares sold. SIM-ASSUMED: the only known charge is 0.1730 USD on 1,454 shares (etrade-api.md section 7); the
   * real rates change from year to year.
   */
  regulatoryFeeUsdPerShareSold: z.number().min(0).default(0.000119),
  /** The whole distance between bid and ask where no quotes were recorded, at least one cent. */
  spreadBps: z.number().min(0).default(2),
  /** How much worse than the quote an order that takes liquidity trades. */
  slippageBps: z.number().min(0).default(5),
  /** How much of what a bar traded an order can be part of; the rest waits for the next bar. */
  volumeSharePctMax: z.number().gt(0).max(100).default(10),
})

/** The costs of one run; the defaults are those of `openbell backtest`. */
export type CostModel = Readonly<z.infer<typeof costModelSchema>>
