import { globSync } from 'node:fs'
import { root, sourceOf } from '../terraform/terraform-sources.ts'

/** A page that people read, from the folder of the repository. */
interface Page {
  readonly file: string
  readonly text: string
}

/** Every page: those at the root, and all below docs/. */
export const pages: readonly Page[] = ['*.md', 'docs/**/*.md']
  .flatMap((pattern) => globSync(pattern, { cwd: root }))
  .toSorted()
  .map((file) => ({ file, text: sourceOf(file) }))

/** A command on a page, on one line. */
interface DocumentedCommand {
  readonly page: string
  readonly command: string
}

/** Every command of every fenced `sh` block, without comments; a loop over several lines is one command. */
export const documentedCommands: readonly DocumentedCommand[] = pages.flatMap(({ file, text }) =>
  [...text.matchAll(/^```sh\n(.*?)^```$/gms)]
    .flatMap(([, block = '']) => commandsOf(block))
    .map((command) => ({ page: file, command })),
)

function commandsOf(block: string): readonly string[] {
  return block
    .replace(/^for .*?^done$/gms, (loop) => loop.replace(/\n\s*/g, ' '))
    .split('\n')
    .map((line) => line.replace(/(^|\s{1,})#\s.*$/, '').trim())
    .filter((line) => line !== '')
}
