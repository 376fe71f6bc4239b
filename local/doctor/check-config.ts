import type { Config } from '../../shared/config/config.ts'
import { ConfigError } from '../../shared/config/config-error.ts'
import { readConfigFile } from '../config-file.ts'
import { UsageError } from '../failure.ts'
import type { Finding } from './finding.ts'

/** Reads the configuration as every command does; without one that can be used the rest is judged by no setting. */
export function checkConfig(file: string | undefined): {
  readonly finding: Finding
  readonly config: Config | undefined
} {
  try {
    const config = readConfigFile(file)
    const source = file === undefined ? 'the defaults' : file
    const seen = `${source}: mode ${config.mode}, broker ${config.broker.environment}`
    return { finding: { check: 'config', level: 'ok', seen }, config }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof UsageError)) throw error
    const seen = error instanceof ConfigError ? error.problems.join('; ') : error.message
    const remedy = 'mend the file; "openbell config" lists every key with its default'
    return { finding: { check: 'config', level: 'FAILED', seen, remedy }, config: undefined }
  }
}
