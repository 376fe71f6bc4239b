import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const packageSchema = z.object({ name: z.string(), version: z.string() })

/** The package's own version. */
export function packageVersion(): string {
  const file = join(import.meta.dirname, '..', '..', 'package.json')
  return packageSchema.parse(JSON.parse(readFileSync(file, 'utf8'))).version
}

/** `openbell version` */
export function version(options: { readonly json: boolean }): void {
  const versions = {
    openbell: packageVersion(),
    node: process.versions.node,
    sqlite: process.versions['sqlite'],
  }
  if (options.json) process.stdout.write(`${JSON.stringify(versions)}\n`)
  else
    process.stdout.write(`openbell ${versions.openbell} (node ${versions.node}, sqlite ${versions.sqlite})\n`)
}
