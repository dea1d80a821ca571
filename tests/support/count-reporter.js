// A Jest reporter that hands the real counts of every file of a run to the process that started it.

/**
 * @typedef {object} FileResult what Jest says of one file, as far as it counts here
 * @property {string} testFilePath
 * @property {number} numPassingTests
 * @property {number} numFailingTests
 * @property {number} numPendingTests
 * @property {number} numTodoTests
 * @property {unknown} [testExecError] why the file could not be loaded
 */

export default class CountReporter {
  /**
   * @param {unknown} _contexts
   * @param {{ testResults: readonly FileResult[] }} results
   */
  onRunComplete(_contexts, { testResults }) {
    const files = testResults.map((file) => ({
      path: file.testFilePath,
      passed: file.numPassingTests,
      // A file that could not be loaded has no tests to fail.
      failed: file.testExecError ? Math.max(1, file.numFailingTests) : file.numFailingTests,
      skipped: file.numPendingTests + file.numTodoTests,
    }));
    process.send?.(files);
  }
}
