import { expect } from 'expect'
import { bind } from 'jest-each'

/** One test as its file declared it. */
export interface CollectedTest {
  readonly name: string
  readonly run: () => unknown
}

type Body = () => unknown

let collected: CollectedTest[] = []
const headings: string[] = []

/** The tests that `load` declares by importing a test file. */
export async function testsDeclaredBy(load: () => Promise<unknown>): Promise<readonly CollectedTest[]> {
  collected = []
  await load()
  return collected
}

function declareTest(title: string, run: Body): void {
  collected.push({ name: [...headings, title].join(' '), run })
}

function declareGroup(title: string, body: Body): void {
  headings.push(title)
  try {
    body()
  } finally {
    headings.pop()
  }
}

/** What test files import from Jest; tests are collected here instead of run. */
const test = Object.assign(declareTest, { each: bind(declareTest, false) })
const describe = Object.assign(declareGroup, { each: bind(declareGroup, false) })

export { describe, expect, test }
