import { readFileSync } from 'node:fs'
import { type Config, parseConfig } from '../shared/config/config.ts'
import { UsageError } from './failure.ts'

/** The owner's configuration file over the defaults; no file means the defaults. */
export function readConfigFile(file: string | undefined): Config {
  if (file === undefined) return parseConfig({})
  return parseConfig(parseJson(file, readText(file)))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(
      `can't read the configuration file ${file}: ${Reflect.get(error as Error, 'code')}`,
      { cause: error },
    )
  }
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`, { cause: error })
  }
}
