import { basename, resolve } from 'node:path'
import { z } from 'zod'
import { sweepWindowSchema } from '../../shared/backtest/sweep/planned-run.ts'
import { spaceSchema } from '../../shared/backtest/sweep/space.ts'
import { instrumentSchema } from '../../shared/symbols/instrument.ts'

const choosingSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grid') }),
  z.strictObject({ kind: z.literal('random'), count: z.number().int().positive(), seed: z.number().int() }),
])

const marketSchema = z.strictObject({
  /** As it was typed; another path to a folder of the same name is taken for the same data. */
  data: z.string().exactOptional(),
  symbols: z.array(z.string()).exactOptional(),
  seed: z.number().int().exactOptional(),
  from: z.string().exactOptional(),
  until: z.string().exactOptional(),
  sessions: z.number().int().positive().exactOptional(),
  fills: z.enum(['next-bar', 'as-quoted']),
  costs: z.strictObject({
    slippageBps: z.number().exactOptional(),
    commissionUsd: z.number().exactOptional(),
  }),
  startCashUsd: z.number().positive().exactOptional(),
  config: z.string().exactOptional(),
  /** Where the configuration names its own registry: its rows. */
  universe: z.array(instrumentSchema).exactOptional(),
})

/** What a sweep is: two folders with the same description hold parts of one sweep. It is kept as sweep.json. */
export const sweepDescriptionSchema = z.strictObject({
  format: z.literal('openbell-sweep/1'),
  /** Another version may decide otherwise, so that its results don't belong beside these. */
  version: z.string(),
  space: spaceSchema,
  choosing: choosingSchema,
  trials: z.number().int().positive(),
  walkForward: z
    .strictObject({ trainSessions: z.number().int().positive(), testSessions: z.number().int().positive() })
    .exactOptional(),
  market: marketSchema,
  /** What the configuration file says, which the trials lay their settings over. */
  configuration: z.unknown(),
  /** The dates that the market has. */
  windows: z.array(sweepWindowSchema),
})

export type SweepDescription = Readonly<z.infer<typeof sweepDescriptionSchema>>

/** What differs between two sweeps, a line each: the name, what `there` has and what `here` has. */
export function differences(there: SweepDescription, here: SweepDescription): readonly string[] {
  const [before, now] = [comparable(there), comparable(here)]
  return Object.keys({ ...before, ...now })
    .filter((key) => before[key] !== now[key])
    .map((key) => `${key}: there ${before[key] ?? 'none'}, here ${now[key] ?? 'none'}`)
}

/** One text for each thing that makes a sweep what it is. */
function comparable({ market, ...rest }: SweepDescription): Readonly<Record<string, string | undefined>> {
  const { config: _sameByContent, data, ...choice } = market
  const named = {
    ...rest,
    'market.data': data === undefined ? undefined : basename(resolve(data)),
    ...Object.fromEntries(Object.entries(choice).map(([key, value]) => [`market.${key}`, value])),
  }
  return Object.fromEntries(Object.entries(named).map(([key, value]) => [key, JSON.stringify(value)]))
}
