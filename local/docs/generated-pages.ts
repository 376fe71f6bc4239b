import { readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { apiPage } from './api-page.ts'
import { configurationPage } from './configuration-page.ts'

const root = resolve(import.meta.dirname, '../..')

/** A page under docs/ that is made from the code. */
interface GeneratedPage {
  /** From the folder of the repository. */
  readonly file: string
  readonly text: string
}

/** Every page that nobody writes by hand, as it should be now. */
export function generatedPages(): readonly GeneratedPage[] {
  return [
    { file: 'docs/configuration.md', text: configurationPage(sourceOf) },
    { file: 'docs/api.md', text: apiPage() },
  ]
}

function sourceOf(file: string): string {
  return readFileSync(resolve(root, file), 'utf8')
}

/** `npm run docs`: writes them. */
function writePages(): void {
  for (const { file, text } of generatedPages()) {
    writeFileSync(resolve(root, file), text)
    process.stdout.write(`${file}  ${text.split('\n').length - 1} lines\n`)
  }
}

if (import.meta.main) writePages()
