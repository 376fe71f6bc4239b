import { z } from 'zod'

/** One value for each trading style. */
export function byStyle(
  value: z.ZodNumber,
  defaults: { standard: number; advanced: number; quantum: number },
) {
  return z
    .strictObject({
      standard: value.default(defaults.standard),
      advanced: value.default(defaults.advanced),
      quantum: value.default(defaults.quantum),
    })
    .prefault({})
}
