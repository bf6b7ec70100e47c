import type { z } from 'zod'
import { WorkbenchError, type ErrorCode } from '../../contract/errors.ts'

/** Checks what came from outside; throws `code` (`invalid-request`) naming field and problem. */
export function parseRequest<T extends z.ZodType>(
  schema: T,
  value: unknown,
  { subject, code = 'invalid-request' }: { subject: string; code?: ErrorCode },
): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data

  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: path.map(String).join('.'),
    message,
  }))
  const text = problems
    .slice(0, 3)
    .map(({ field, message }) => (field ? `${field}: ${message}` : message))
    .join('; ')
  throw new WorkbenchError(code, `${subject} was refused. ${text}`, {
    details: { field: problems[0]?.field ?? '', problemCount: problems.length },
  })
}
