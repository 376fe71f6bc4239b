import base from './jest.config.js'

/** The tests that take minutes: `npm run test:long`, and in CI. */
export default { ...base, testMatch: ['<rootDir>/test/**/*.long.test.ts'], testPathIgnorePatterns: [] }
