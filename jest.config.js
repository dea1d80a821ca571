// How Jest runs the tests: real ES modules, TypeScript and JSX through swc (types are checked apart), one database engine.
/** @type {(tsx: boolean) => [string, unknown]} */
const swc = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      target: 'es2023',
      parser: { syntax: 'typescript', tsx },
      transform: { react: { runtime: 'automatic' } },
    },
  },
];

/** @type {import('jest').Config} */
export default {
  testMatch: ['<rootDir>/tests/**/*.test.{ts,tsx}'],
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '\\.css$': '<rootDir>/tests/support/style.js' },
  transform: { '\\.ts$': swc(false), '\\.tsx$': swc(true) },
  globalSetup: '<rootDir>/tests/support/engine-setup.ts',
  globalTeardown: '<rootDir>/tests/support/engine-teardown.ts',
  maxWorkers: 2,
  // Modules of files that are done stay in a worker's memory: after some hundred files it does little but collect garbage.
  workerIdleMemoryLimit: '1500MB',
  // Patience for a busy machine; nothing waits that long when all is well.
  testTimeout: 60_000,
};
