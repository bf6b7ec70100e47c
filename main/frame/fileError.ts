import { type ErrorDetails, WorkbenchError } from '../../contract/errors.ts'

/** What the system says when a disk, or a user's share of it, has no room left. */
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])

export const isNoRoom = (error: unknown): boolean => NO_ROOM.has(systemCode(error))

/** The system's name of an error, such as `EACCES`; empty where it has none. */
export const systemCode = (error: unknown): string =>
  (error as { code?: string } | null)?.code ?? ''

type FileErrorWords = {
  noRoom: string
  failed: string
  advice?: string
  details: ErrorDetails
  /** What is missing where there is nothing at the path. Default: the folder to write it to. */
  missing?: 'file' | 'folder'
}

/**
 * A failed read or write of a file in the program's words: `disk-full`, or `file-failed` with the
 * system's reason.
 */
export function fileError(
  error: unknown,
  { noRoom, failed, advice = '', details, missing = 'folder' }: FileErrorWords,
): WorkbenchError {
  if (error instanceof WorkbenchError) return error
  if (isNoRoom(error)) return new WorkbenchError('disk-full', noRoom, { details, cause: error })
  const message = `${failed}: ${reasonOf(error, missing)}. ${advice}`.trimEnd()
  return new WorkbenchError('file-failed', message, { details, cause: error })
}

const REASON_BY_CODE: Readonly<Record<string, string>> = {
  EACCES: 'access is denied',
  EBUSY: 'another program uses it',
  EIO: 'the disk reports an error',
  ENAMETOOLONG: 'the name is too long',
  ENOTDIR: 'a part of the path is a file',
  EPERM: 'access is denied',
  EROFS: 'the disk can only be read',
  // Node's own, for the character 0 in a path.
  ERR_INVALID_ARG_VALUE: 'the path has a character in it that no path can have',
}

const MISSING = {
  file: 'there is no such file',
  folder: 'there is no such folder',
}

function reasonOf(error: unknown, missing: keyof typeof MISSING): string {
  const code = systemCode(error)
  const reason = code === 'ENOENT' ? MISSING[missing] : REASON_BY_CODE[code]
  if (reason) return code.startsWith('ERR_') ? reason : `${reason} (${code})`
  return error instanceof Error ? error.message : String(error)
}
