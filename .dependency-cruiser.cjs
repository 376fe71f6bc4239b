/** The direction of the house (docs/decisions, design): doors -> adapters -> core. Each rule says why. */
module.exports = {
  forbidden: [
    {
      name: 'core-is-pure',
      comment:
        'shared/ decides and never acts: it imports only itself, zod and pure-rand, so that every decision runs the same everywhere.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/|^node_modules/(zod|pure-rand|temporal-polyfill)/' },
    },
    {
      name: 'time-zone-library-only-in-time',
      comment:
        'New York dates are computed in shared/time alone; everything else counts milliseconds and minutes.',
      severity: 'error',
      from: { pathNot: '^shared/time/|^node_modules/' },
      to: { path: '^node_modules/temporal-polyfill/' },
    },
    {
      name: 'adapters-know-no-doors',
      comment:
        'infra/ adapts the outside world to the ports; it must not know which function or laptop command uses it.',
      severity: 'error',
      from: { path: '^infra/' },
      to: { path: '^(functions|local|dashboard|test)/' },
    },
    {
      name: 'functions-stay-deployable',
      comment: 'A deployed bundle must not contain the simulator or any other laptop part.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^(local|dashboard|test)/' },
    },
    {
      name: 'adapters-are-chosen-in-compose',
      comment: 'Only the compose file picks adapters for the functions; the functions see ports.',
      severity: 'error',
      from: { path: '^functions/' },
      to: { path: '^infra/', pathNot: '^infra/compose-' },
    },
    {
      name: 'the-dashboard-speaks-the-contract',
      comment:
        'A browser knows the API and nothing behind it; of the contract it takes the types alone, so that no schema is loaded.',
      severity: 'error',
      from: { path: '^dashboard/' },
      to: { path: '^(functions|infra|local|test|shared/(?!api/))' },
    },
    {
      name: 'product-needs-no-tests',
      comment: 'Nothing that ships depends on test code.',
      severity: 'error',
      from: { path: '^(functions|infra|shared|local|dashboard)/' },
      to: { path: '^test/' },
    },
    {
      name: 'decisions-come-before-cycles',
      comment:
        'The rooms of the core are used by the cycles, never the other way round; only the backtest, which drives the cycles, stands above them.',
      severity: 'error',
      from: { path: '^shared/(?!cycles/|backtest/)' },
      to: { path: '^shared/cycles/' },
    },
    {
      name: 'no-circles',
      comment: 'A circle means two files are one concept or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-development-packages-in-the-product',
      comment: 'What runs at the owner must be in dependencies.',
      severity: 'error',
      from: { path: '^(functions|infra|shared|local)/' },
      to: { dependencyTypes: ['npm-dev'], pathNot: '^node_modules/@types/' },
    },
    {
      name: 'nothing-unresolvable',
      comment: 'An import that does not resolve is a typing error waiting to happen.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(\\.openbell|coverage|dist)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.js', '.cjs', '.json'],
    },
  },
}
