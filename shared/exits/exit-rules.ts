import type { Config } from '../config/config.ts'

/** The part of the configuration that says when positions are closed. */
export type ExitRules = Config['exits']
