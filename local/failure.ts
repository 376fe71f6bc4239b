import { MarketDataFileError } from '../infra/history/market-data-file-error.ts'
import { BarSeriesError } from '../shared/backtest/bars/check-bars.ts'
import { StrategyError } from '../shared/backtest/strategy/bar-strategy.ts'
import { ConfigError } from '../shared/config/config-error.ts'
import { UniverseError } from '../shared/symbols/universe.ts'
import { FaultPlanError } from './simulator/faults/fault-plan.ts'

/** A call or an input that can't be used as it is; the message is one clear line that says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** What a failed command prints and exits with: 2 for a wrong call or input, 1 for a run that failed. */
export function failure(error: unknown): { readonly message: string; readonly exitCode: 1 | 2 } {
  if (isInputError(error)) return { message: error.message, exitCode: 2 }
  if (isPortInUse(error)) {
    return {
      message: `port ${error.port} is in use; stop the other program or choose another with --port`,
      exitCode: 1,
    }
  }
  return { message: error instanceof Error ? error.message : String(error), exitCode: 1 }
}

function isInputError(error: unknown): error is Error {
  return [
    UsageError,
    ConfigError,
    UniverseError,
    MarketDataFileError,
    FaultPlanError,
    BarSeriesError,
    StrategyError,
  ].some((kind) => error instanceof kind)
}

function isPortInUse(error: unknown): error is Error & { readonly port: number } {
  return error instanceof Error && Reflect.get(error, 'code') === 'EADDRINUSE'
}
