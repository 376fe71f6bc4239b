import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core'
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import {
  type CompleteDryRunResult,
  DryRunStatus,
  determineHitLimitReached,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner'
import { type CollectedTest, testsDeclaredBy } from './collected-tests.ts'

const ROOMS = 'shared/{risk,exits,ledger,orders}/**/*.ts'
const TEST_FILES = 'test/shared/{risk,exits,ledger,orders,state,cycles}/**/*.test.ts'

type NamedTest = CollectedTest & { readonly id: string }

/**
 * Runs the tests of the core in the process of the mutation tester. Jest loads every module anew for every test file
 * and every mutant, seconds each time; here the core is loaded once and a mutant costs only the tests that reach it. The
 * tests of the core make that possible: they have no hooks and replace no modules.
 */
class RoomRunner implements TestRunner {
  readonly #stryker: InstrumenterContext

  constructor(stryker: InstrumenterContext) {
    this.#stryker = stryker
  }

  /** A mutant in what a module of the core works out on loading needs a new process. */
  capabilities() {
    return { reloadEnvironment: false }
  }

  async init(): Promise<void> {
    // The random cases of property tests stay the same, so that the same mutants survive on every run.
    process.env['CI'] ??= 'true'
    standInForJest()
  }

  async dryRun(): Promise<CompleteDryRunResult> {
    await loadRooms()
    const results: TestResult[] = []
    for (const file of globSync(TEST_FILES).sort()) {
      this.#stryker.currentTestId = file
      const tests = await testsIn(file)
      for (const test of tests) {
        this.#stryker.currentTestId = test.id
        results.push(await resultOf(test))
      }
      this.#countLoadingFor(file, tests)
    }
    return this.#complete(results)
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, hitLimit } = options
    if (mutantActivation === 'static') this.#stryker.activeMutant = activeMutant.id
    const broken = await loadRooms().catch((error) => unloadable(activeMutant.fileName, error))
    if (broken) return toMutantRunResult(this.#complete([await resultOf(broken)]))
    Object.assign(this.#stryker, {
      activeMutant: activeMutant.id,
      hitLimit,
      hitCount: hitLimit ? 0 : undefined,
    })
    const results = await firstFailure(options)
    if (results.length === 0) throw new Error(`no test was found for mutant ${activeMutant.id}`)
    const endless = determineHitLimitReached(this.#stryker.hitCount, hitLimit)
    return toMutantRunResult(endless ?? this.#complete(results))
  }

  /** What a test file prepares while it is loaded, each of its tests may rest on. */
  #countLoadingFor(file: string, tests: readonly NamedTest[]): void {
    const reached = this.#stryker.mutantCoverage?.perTest
    if (!reached) return
    for (const { id } of tests) {
      const counts = { ...reached[id] }
      for (const [mutant, hits] of Object.entries(reached[file] ?? {}))
        counts[mutant] = (counts[mutant] ?? 0) + hits
      reached[id] = counts
    }
    delete reached[file]
  }

  #complete(tests: TestResult[]): CompleteDryRunResult {
    const { mutantCoverage } = this.#stryker
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) }
  }
}

/** The instrumented code looks for its active mutant, and counts, in this global. */
function roomRunner(): RoomRunner {
  const stryker: InstrumenterContext = {}
  Object.assign(globalThis, { [INSTRUMENTER_CONSTANTS.NAMESPACE]: stryker })
  return new RoomRunner(stryker)
}

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'rooms', roomRunner)]

/** Runs the chosen tests up to the first that fails; test files are loaded anew, so that the mutant reaches what they prepare. */
async function firstFailure({ activeMutant, testFilter }: MutantRunOptions): Promise<TestResult[]> {
  const chosen = testFilter && new Set(testFilter)
  const results: TestResult[] = []
  for (const file of nearestFirst(activeMutant.fileName)) {
    if (testFilter && !testFilter.some((id) => id.startsWith(`${file} `))) continue
    const tests = await testsIn(file, activeMutant.id).catch((error) => [unloadable(file, error)])
    for (const test of tests) {
      if (chosen && test.id !== file && !chosen.has(test.id)) continue
      const result = await resultOf(test)
      results.push(result)
      if (result.status === TestStatus.Failed) return results
    }
  }
  return results
}

/** A file that breaks while it is loaded is one test that fails. */
function unloadable(file: string, error: unknown): NamedTest {
  return { id: file, name: file, run: () => Promise.reject(error) }
}

/** The room's own tests fail soonest. */
function nearestFirst(mutated: string): readonly string[] {
  const files = globSync(TEST_FILES).sort()
  const isNear = (file: string) => mutated.includes(`/${file.split('/').slice(1, -1).join('/')}/`)
  return [...files.filter(isNear), ...files.filter((file) => !isNear(file))]
}

/** The working directory is the sandbox. A second call finds the modules there. */
async function loadRooms(): Promise<void> {
  await import(fileUrl('test/support/property-seed.ts'))
  for (const file of globSync(ROOMS).sort()) await import(fileUrl(file))
}

/** The tests of a file, each under a name that is the same in every run. */
async function testsIn(file: string, version = 'unchanged'): Promise<readonly NamedTest[]> {
  const load = () => import(`${fileUrl(file)}?${version}`)
  const tests = await testsDeclaredBy(load)
  return tests.map((test, place) => ({ ...test, id: `${file} ${place} ${test.name}` }))
}

function standInForJest(): void {
  const standIn = new URL('./collected-tests.ts', import.meta.url).href
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === '@jest/globals' ? { url: standIn, shortCircuit: true } : next(specifier, context),
  })
}

function fileUrl(file: string): string {
  return pathToFileURL(resolve(file)).href
}

async function resultOf({ id, name, run }: NamedTest): Promise<TestResult> {
  const startedAt = performance.now()
  const timed = () => ({ id, name, timeSpentMs: performance.now() - startedAt })
  try {
    await run()
    return { ...timed(), status: TestStatus.Success }
  } catch (error) {
    return { ...timed(), status: TestStatus.Failed, failureMessage: String(error) }
  }
}
