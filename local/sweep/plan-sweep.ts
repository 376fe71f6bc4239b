import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { SweepWindow } from '../../shared/backtest/sweep/planned-run.ts'
import { withSettings } from '../../shared/backtest/sweep/settings-section.ts'
import type { Space } from '../../shared/backtest/sweep/space.ts'
import { type Choosing, type Trial, trialsOf } from '../../shared/backtest/sweep/trials.ts'
import { walkForwardWindows } from '../../shared/backtest/walk-forward/walk-forward-windows.ts'
import { type Config, parseConfig } from '../../shared/config/config.ts'
import type { ExchangeDate } from '../../shared/time/instant.ts'
import { testedOptions } from '../backtest/tested-options.ts'
import { packageVersion } from '../commands/version.ts'
import { UsageError } from '../failure.ts'
import { readJsonFile } from '../json-file.ts'
import { ownUniverse } from '../run-market.ts'
import type { SweepMarket } from './engine.ts'
import { readSpace } from './read-space.ts'
import type { SweepDescription } from './sweep-description.ts'
import type { SweepOptions } from './sweep-options.ts'

const DEFAULT_SEED = 1
const SWEEPS = join('.openbell', 'sweeps')
const NAME_DIGITS = 10

/** Everything about a sweep that is known before the market is opened. */
export interface AskedSweep {
  readonly description: Omit<SweepDescription, 'windows'>
  readonly trials: readonly Trial[]
}

/** Reads what is asked for and has `parseConfig` judge every trial, so that a bad one is refused before anything runs. */
export function askedSweep(options: SweepOptions): AskedSweep {
  const space = readSpace(options)
  const configuration = options.config === undefined ? {} : readJsonFile('configuration file', options.config)
  const config = parseConfig(configuration)
  const choosing = readChoosing(options)
  const trials = judgedTrials(space, choosing, configuration)
  const walkForward = readWalkForward(options.walkForward)
  return {
    description: {
      format: 'openbell-sweep/1',
      version: packageVersion(),
      ...{ space, choosing, trials: trials.length, configuration },
      ...(walkForward && { walkForward }),
      market: readMarket(options, config),
    },
    trials,
  }
}

/** What the processes of a sweep open; `data` is where the recorded bars are on this machine, if elsewhere. */
export function sweepMarket(
  { market }: Pick<SweepDescription, 'market'>,
  data: string | undefined = market.data,
): SweepMarket {
  return { ...market, ...(data !== undefined && { data }) }
}

/** The trials of a description, which were judged when the sweep began. */
export function describedTrials({ space, choosing }: SweepDescription): readonly Trial[] {
  return trialsOf(space, choosing)
}

/** The windows of the market's dates: one of all dates, or training and test after another. */
export function sweepWindows(
  dates: readonly ExchangeDate[],
  walkForward: SweepDescription['walkForward'],
): readonly SweepWindow[] {
  if (!walkForward) return [{ train: spanOf(dates) }]
  return asUsage('--walk-forward', () =>
    walkForwardWindows(dates, walkForward).map(({ train, test }) => ({
      train: spanOf(train),
      test: spanOf(test),
    })),
  )
}

/** Where a sweep is kept that was given no folder: the same command finds it again. */
export function defaultFolder(description: AskedSweep['description']): string {
  const digest = createHash('sha256').update(JSON.stringify(description)).digest('hex')
  return join(SWEEPS, digest.slice(0, NAME_DIGITS))
}

function judgedTrials(space: Space, choosing: Choosing, configuration: unknown): readonly Trial[] {
  return asUsage('the sweep', () => {
    const trials = trialsOf(space, choosing)
    for (const { settings } of trials) parseConfig(withSettings(configuration, settings))
    return trials
  })
}

function readChoosing({ random, seed = DEFAULT_SEED }: SweepOptions): Choosing {
  return random === undefined ? { kind: 'grid' } : { kind: 'random', count: random, seed }
}

/** With recorded data the seed is that of the random draws alone; without random draws the market judges it. */
function readMarket(options: SweepOptions, config: Config): SweepDescription['market'] {
  const { data, symbols, from, until, fills, seed, random } = options
  const { universe } = ownUniverse(config, options.config)
  const seedOfMarket = data !== undefined && random !== undefined ? undefined : seed
  return {
    ...(data !== undefined && { data }),
    ...(symbols && { symbols: [...symbols] }),
    ...(seedOfMarket !== undefined && { seed: seedOfMarket }),
    ...(from !== undefined && { from }),
    ...(until !== undefined && { until }),
    fills,
    ...testedOptions(options),
    ...(options.config !== undefined && { config: options.config }),
    ...(universe && { universe: [...universe] }),
  }
}

function readWalkForward(text: string | undefined): SweepDescription['walkForward'] {
  if (text === undefined) return undefined
  const [, train, test] = /^([1-9]\d{0,3}),([1-9]\d{0,3})$/.exec(text) ?? []
  if (train !== undefined && test !== undefined)
    return { trainSessions: Number(train), testSessions: Number(test) }
  throw new UsageError(`--walk-forward: was "${text}", allowed are two numbers of sessions such as 60,20`)
}

function spanOf(dates: readonly ExchangeDate[]): SweepWindow['train'] {
  const [from, to] = [dates[0], dates.at(-1)]
  if (from === undefined || to === undefined)
    throw new UsageError('the market has no session between --from and --until')
  return { from, to }
}

/** What the core refuses is a wrong call here. */
function asUsage<T>(what: string, make: () => T): T {
  try {
    return make()
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(`${what}: ${error.message}`, { cause: error })
    throw error
  }
}
