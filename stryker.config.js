/** Mutation testing of the rooms where a wrong sign costs money: `npm run mutation`, figures in docs/reliability.md. */
export default {
  mutate: ['shared/{risk,exits,ledger,orders}/**/*.ts'],
  plugins: ['./test/mutation/room-runner.ts', './test/mutation/ignore-wording.ts'],
  testRunner: 'rooms',
  coverageAnalysis: 'perTest',
  // What a message says to people is read by people; codes and kinds are mutated like everything else.
  ignorers: ['wording'],
  // Its rewriting needs the compiler's programming interface, which TypeScript 7 does not have; no reference leaves the sandbox.
  tsconfigFile: 'not-rewritten.json',
  concurrency: 1,
  // Test files loaded anew for every mutant are never let go of.
  maxTestRunnerReuse: 300,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, reportTests: false, skipFull: true },
  jsonReporter: { fileName: 'reports/mutation.json' },
}
