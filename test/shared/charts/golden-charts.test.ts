import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { CATALOGUE } from './catalogue.ts'

/** Looked at by people, and drawn anew with `UPDATE_GOLDEN=1 npm test -- test/shared/charts/golden-charts.test.ts`. */
const FOLDER = resolve(import.meta.dirname, '../../golden/charts')
const charts = Object.entries(CATALOGUE)

if (process.env['UPDATE_GOLDEN'] === '1') drawAnew()

function drawAnew(): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  for (const [name, svg] of charts) writeFileSync(join(FOLDER, `${name}.svg`), svg)
}

describe('every chart of a generated day looks as its golden file', () => {
  test.each(charts)('%s', (name, svg) => {
    expect(svg).toBe(readFileSync(join(FOLDER, `${name}.svg`), 'utf8'))
  })

  test('and no file is left over', () => {
    expect(readdirSync(FOLDER).toSorted()).toEqual(charts.map(([name]) => `${name}.svg`).toSorted())
  })
})
