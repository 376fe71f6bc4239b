import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@jest/globals'
import type { Reply } from '../../../../shared/commands/reply.ts'

/**
 * Holds a text against the file that somebody has read and found good. After a wanted change it is written anew with
 * `WRITE_GOLDEN=yes npm test -- FILE`, and read.
 */
export function expectGolden(name: string, text: string): void {
  const file = join(import.meta.dirname, 'golden', `${name}.txt`)
  if (process.env['WRITE_GOLDEN'] === 'yes') writeFileSync(file, text)
  expect(text).toBe(existsSync(file) ? readFileSync(file, 'utf8') : undefined)
}

/** A reply as it is read: the picture only named, the buttons with what they send. */
export function readable({ text, table, picture, buttons = [] }: Reply): string {
  return [
    text,
    ...(table === undefined ? [] : ['', table]),
    ...(picture === undefined ? [] : ['', '(a picture)']),
    ...(buttons.length === 0 ? [] : ['', ...buttons.map(buttonText)]),
  ].join('\n')
}

function buttonText(button: NonNullable<Reply['buttons']>[number]): string {
  return `[${button.label}] ${'command' in button ? button.command : button.url}`
}
