import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { MUTANTS } from '../../local/simulation/mutants.ts'

const ROOT = new URL('../../', import.meta.url)

test.each(MUTANTS)('the guard of $name stands where it is looked for, once', ({ patches }) => {
  for (const { file, find, put } of patches) {
    expect(readFileSync(new URL(file, ROOT), 'utf8').split(find)).toHaveLength(2)
    expect(put).not.toBe(find)
  }
})

test('every mutant has a name of its own', () => {
  expect(new Set(MUTANTS.map(({ name }) => name)).size).toBe(MUTANTS.length)
})
