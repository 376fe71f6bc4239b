import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const FOLDER = resolve(import.meta.dirname, '../../../shared/etrade-samples')

/** Whether the recorded answers that may not be part of this repository lie beside it. */
export const hasBrokerSamples = existsSync(FOLDER)

if (!hasBrokerSamples) process.stderr.write(`recorded answers are not tested: there is no folder ${FOLDER}\n`)

/** The text of a recorded answer that is read where it lies. */
export function brokerSample(name: string): string {
  return readFileSync(resolve(FOLDER, name), 'utf8')
}
