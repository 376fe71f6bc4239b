import type { Config } from './config.ts'

/** LIVE on the production broker is real money; the simulator is not, and the sandbox is never traded LIVE. */
export function needsArming({ mode, broker }: Pick<Config, 'mode' | 'broker'>): boolean {
  return mode === 'LIVE' && broker.environment === 'production'
}
