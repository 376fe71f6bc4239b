import { readConfigFile } from '../config-file.ts'

/** `openbell config` */
export function config(options: { readonly config?: string; readonly json: boolean }): void {
  const effective = readConfigFile(options.config)
  if (options.json) process.stdout.write(`${JSON.stringify(effective)}\n`)
  else
    for (const [key, value] of flatten(effective))
      process.stdout.write(`${key.padEnd(46)} ${JSON.stringify(value)}\n`)
}

/** Every setting as a dotted key, the way error messages name it. */
function flatten(section: object, prefix = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(section).flatMap(([key, value]) => {
    const path = prefix ? `${prefix}.${key}` : key
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flatten(value, path)
      : [[path, value] as const]
  })
}
