import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { type Alert, alertSchema } from '../../../shared/alerts/alert.ts'
import { CATALOGUE } from './catalogue.ts'

/** Read by people, and written anew with `UPDATE_GOLDEN=1 npm test -- test/shared/alerts/golden-texts.test.ts`. */
const FOLDER = resolve(import.meta.dirname, '../../golden/alerts')
const messages = Object.entries(CATALOGUE)

if (process.env['UPDATE_GOLDEN'] === '1') writeAnew()

function writeAnew(): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, alert] of messages) writeFileSync(join(FOLDER, `${name}.txt`), shown(alert))
}

/** As the owner sees it, below what it is filed under. */
function shown({ type, urgency, text, picture, offers = [] }: Alert): string {
  return [
    `${type}, ${urgency}`,
    '',
    text,
    ...(picture === undefined ? [] : ['', '(picture)']),
    ...(offers.length === 0 ? [] : ['', ...offers.map(({ label, command }) => `[ ${label} ] ${command}`)]),
    '',
  ].join('\n')
}

describe('every message reads as its golden file', () => {
  test.each(messages)('%s', (name, alert) => {
    expect(shown(alert)).toBe(readFileSync(join(FOLDER, `${name}.txt`), 'utf8'))
  })

  test('and no file is left over', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(messages.map(([name]) => `${name}.txt`).toSorted())
  })
})

test('every type of alert has a golden file', () => {
  const types = new Set(messages.map(([, { type }]) => type))
  expect([...types].toSorted()).toEqual(alertSchema.shape.type.options.toSorted())
})

test.each(messages)('%s comes back from the store as it was', (_, alert) => {
  expect(alertSchema.parse(JSON.parse(JSON.stringify(alert)))).toEqual(alert)
})

test('different messages are different alerts', () => {
  const ids = messages.map(([, { alertId, text }]) => `${alertId}\n${text}`)
  expect(new Set(ids).size).toBe(messages.length)
})

test.each(messages)('the headline of %s fits a phone', (_, { text }) => {
  const [headline = ''] = text.split('\n')
  expect(headline.length).toBeLessThanOrEqual(48)
})
