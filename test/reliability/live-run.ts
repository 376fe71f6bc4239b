import { join } from 'node:path'
import { CommandLine, type Ended } from '../e2e/command-line.ts'

/** So little is asked of an entry that there are orders all day long, each for a small part of the account. */
export const ORDERS_ALL_DAY = {
  entry: {
    scoreMin: { standard: 0.2 },
    familiesMin: 1,
    rsiMin: 0,
    rsiMax: 100,
    volumeRatioMin: 0,
    openingGuardMinutes: 0,
    cooldownMinutes: 0,
    cooldownAfterStopMinutes: 0,
    entriesPerSymbolDayMax: 100,
  },
  exits: { holdMinutesMax: 20, partialExit: true },
  risk: {
    positionPctMax: 0.6,
    positionPctMin: 0.1,
    dailyTradesMax: { standard: 500 },
    openPositionsMax: { standard: 20 },
    corrGroupPositionsMax: 20,
    consecutiveLossesMax: 1_000,
    dailyLossPctMax: 100,
    weeklyLossPctMax: 100,
    monthlyLossPctMax: 100,
    drawdownPctMax: 100,
    protections: { stopOutsMax: 1_000, lowProfitTradesMin: 1_000, drawdownLockPct: 100 },
  },
}

/** The account of the simulated broker before the first order, in 1/10,000 USD. */
export const START_CASH = 250_000_000

const FIRST_DATE = '2026-03-02'

/** LIVE days on the simulated broker in one store, and what its lives have told the owner. */
export class LiveRun {
  readonly folder: string
  readonly delivered = new Set<string>()
  /** Alerts that came again because a life ended between delivery and the note of it. */
  deliveredAgain = 0
  readonly #args: readonly string[]

  constructor(of: {
    readonly store: string
    readonly config: string
    readonly seed: number
    readonly symbols: string
  }) {
    const { store, config, seed, symbols } = of
    this.folder = join(store, `seed-${seed}-${FIRST_DATE}-live`)
    this.#args = [
      ...['start', '--days', '1', '--speed', 'max', '--port', '0', '--live', '--json'],
      ...['--seed', String(seed), '--symbols', symbols, '--config', config, '--store', store],
    ]
  }

  /** The next life: it goes on where the last one ended, to the end of that day. */
  start(): CommandLine {
    return new CommandLine(this.#args)
  }

  /** The end of the day under way, without a kill. */
  async finishDay(started: (life: CommandLine) => void = () => {}): Promise<Ended> {
    const life = this.start()
    started(life)
    const ended = await life.ended
    this.heard(ended)
    return ended
  }

  /** Takes down what a life that is over had told. */
  heard({ stdout }: Ended): void {
    for (const line of stdout.split('\n').filter((text) => text.startsWith('{"alert":'))) {
      const alertId = alertIdOf(line)
      if (alertId === undefined) continue
      if (this.delivered.has(alertId)) this.deliveredAgain += 1
      this.delivered.add(alertId)
    }
  }
}

/** Nothing of a line that a kill has cut off was told. */
function alertIdOf(line: string): string | undefined {
  try {
    return JSON.parse(line).alert.alertId
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
}
