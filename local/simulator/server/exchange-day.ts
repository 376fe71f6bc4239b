import { z } from 'zod'
import { parseExchangeDate } from '../../../shared/time/exchange-time.ts'
import type { ExchangeDate } from '../../../shared/time/instant.ts'

const ALLOWED = 'allowed is a date as MMDDYYYY'

/** A date as the broker's queries spell it: MMDDYYYY. */
export const exchangeDay = z
  .string()
  .regex(/^\d{8}$/, ALLOWED)
  .transform((text, context): ExchangeDate => {
    try {
      return parseExchangeDate(`${text.slice(4)}-${text.slice(0, 2)}-${text.slice(2, 4)}`)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      context.addIssue({ code: 'custom', message: ALLOWED })
      return z.NEVER
    }
  })
