import type { WorkbenchError } from '../../../contract/errors.ts'

/** What a promise rejects with, for tests that look at it later; throws if it resolves. */
export async function failureOf(promise: Promise<unknown>): Promise<WorkbenchError> {
  try {
    await promise
  } catch (error) {
    return error as WorkbenchError
  }
  throw new Error('It succeeded, and was to fail')
}
