import type { Writable } from 'node:stream'
import { WorkbenchError } from '../../../contract/errors.ts'
import type { TerminalFormat } from '../../../contract/exports.ts'
import type { ServerMessage } from '../../../contract/query.ts'
import type { DescribeCommand, PingCommand, QueryCommand } from '../commandLine.ts'
import type { ExportCommand } from '../parseExport.ts'
import type { ImportCommand } from '../parseImport.ts'
import { ProgressLine } from './ProgressLine.ts'
import { StandardOutput } from './StandardOutput.ts'

/** What a command does with a server, as main offers it. */
export type Session = {
  readonly server: { readonly product: string; readonly version: string }
  ping(signal: AbortSignal): Promise<void>
  stream(
    script: {
      sql: string
      format: TerminalFormat
      write: (bytes: Uint8Array) => Promise<void>
      onMessage: (message: ServerMessage) => void
    },
    signal: AbortSignal,
  ): Promise<void>
  /** What the database holds, or with a table what that is; as text for people, or as JSON. */
  describe(command: DescribeCommand, signal: AbortSignal): Promise<string>
  /** Writes to a file, which appears when it is whole. */
  export(
    command: ExportCommand,
    watch: {
      onProgress: (progress: Written) => void
      onMessage: (message: ServerMessage) => void
    },
    signal: AbortSignal,
  ): Promise<Written>
  /** All rows of a file or none, but for those that are kept aside. */
  import(
    command: ImportCommand,
    onProgress: (progress: Imported) => void,
    signal: AbortSignal,
  ): Promise<Imported>
  close(): Promise<void>
}
type Imported = {
  writtenRows: number
  readBytes: number
  elapsedMs: number
  rejectCount: number
  rejects: readonly { line: number; reason: string }[]
  rejectsPath: string | null
}
type Written = { writtenRows: number; writtenBytes: number; elapsedMs: number }

export type Terminal = {
  stdout: Writable
  stderr: Writable
  /** Where a URL has no password. */
  password: string | null
  /** Aborted by Ctrl-C. */
  interrupted: AbortSignal
  nowMs: () => number
  /** The text of a file; `-`: of standard input. */
  readScript: (path: string) => Promise<string>
  openSession: (
    target: { url: string; password: string | null },
    signal: AbortSignal,
  ) => Promise<Session>
}

/** 128 + SIGINT, as shells count. */
const INTERRUPTED = 130

/** Runs a command to its end and gives its exit code; what went wrong stands on standard error. */
export async function runCommand(
  command: QueryCommand | PingCommand | ExportCommand | ImportCommand | DescribeCommand,
  terminal: Terminal,
): Promise<number> {
  const output = new StandardOutput(terminal.stdout)
  const signal = AbortSignal.any([terminal.interrupted, output.signal])
  try {
    const session = await terminal.openSession(
      { url: command.url, password: terminal.password },
      signal,
    )
    try {
      if (command.kind === 'query') await query(command, session, output, terminal, signal)
      else if (command.kind === 'export') await exportToFile(command, session, terminal, signal)
      else if (command.kind === 'import') await importFile(command, session, terminal, signal)
      else if (command.kind === 'describe')
        await output.write(Buffer.from(await session.describe(command, signal)), signal)
      else await ping(session, output, terminal, signal)
      await output.flush()
    } finally {
      await session.close()
    }
    return 0
  } catch (error) {
    if (output.isReaderGone) return 0
    if (terminal.interrupted.aborted) return INTERRUPTED
    terminal.stderr.write(`${describe(output.signal.aborted ? output.signal.reason : error)}\n`)
    return 1
  }
}

async function query(
  { script, format }: QueryCommand,
  session: Session,
  output: StandardOutput,
  { stderr, readScript }: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const onMessage = ({ severity, text }: ServerMessage) => stderr.write(`${severity}: ${text}\n`)
  const sql = 'sql' in script ? script.sql : await readScript(script.path)
  await session.stream(
    { sql, format, write: (bytes) => output.write(bytes, signal), onMessage },
    signal,
  )
}

async function exportToFile(
  command: ExportCommand,
  session: Session,
  { stderr }: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const line = new ProgressLine(stderr)
  const onMessage = ({ severity, text }: ServerMessage) => {
    line.clear()
    stderr.write(`${severity}: ${text}\n`)
  }
  const onProgress = (progress: Written) => line.show(progress)
  try {
    line.done(await session.export(command, { onProgress, onMessage }, signal), command.path)
  } catch (error) {
    line.clear()
    throw error
  }
}

async function importFile(
  command: ImportCommand,
  session: Session,
  { stderr }: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const line = new ProgressLine(stderr)
  const written = (progress: Imported) => ({ ...progress, writtenBytes: progress.readBytes })
  try {
    const done = await session.import(command, (soFar) => line.show(written(soFar)), signal)
    line.done(written(done), command.source.path)
    stderr.write(importedText(done))
  } catch (error) {
    line.clear()
    throw error
  }
}

function importedText({ writtenRows, rejectCount, rejects, rejectsPath }: Imported): string {
  const place = rejectsPath === null ? '' : `; they are in “${rejectsPath}”`
  const aside = rejectCount === 0 ? '' : `, ${rejectCount} kept aside${place}`
  const lines = rejects.map(({ line, reason }) => `Line ${line}: ${reason}\n`)
  return `${lines.join('')}${writtenRows} rows imported${aside}.\n`
}

async function ping(
  session: Session,
  output: StandardOutput,
  { nowMs }: Terminal,
  signal: AbortSignal,
): Promise<void> {
  const startedAtMs = nowMs()
  await session.ping(signal)
  const elapsedMs = (nowMs() - startedAtMs).toFixed(1)
  const { product, version } = session.server
  await output.write(Buffer.from(`${product} ${version} answered in ${elapsedMs} ms.\n`), signal)
}

function describe(error: unknown): string {
  if (error instanceof WorkbenchError) return error.message
  return error instanceof Error ? `Sluice made a mistake: ${error.stack}` : String(error)
}
