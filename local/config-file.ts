import { type Config, parseConfig } from '../shared/config/config.ts'
import { readJsonFile } from './json-file.ts'

/** The owner's configuration file over the defaults; no file means the defaults. */
export function readConfigFile(file: string | undefined): Config {
  return parseConfig(file === undefined ? {} : readJsonFile('configuration file', file))
}
