import { terminalFormats, type TerminalFormat } from '../../contract/exports.ts'
import { FLAG, oneOf, parseFlags, required, TEXT, wrongUsage } from './commandFlags.ts'
import { parsePools, type PoolsCommand, poolsUsage } from './parsePools.ts'
import { type ExportCommand, exportUsage, parseExport } from './parseExport.ts'
import { type ImportCommand, importUsage, parseImport } from './parseImport.ts'

export type BrowserCommand = {
  kind: 'browser'
  /** 0: any free one. */
  port: number
  opensWindow: boolean
  dataDir: string | null
  /** Where connections are configured; null: in the data folder. */
  configFile: string | null
}
export type QueryCommand = {
  kind: 'query'
  url: string
  /** The statements, or the file they stand in; `-`: standard input. */
  script: { readonly sql: string } | { readonly path: string }
  format: TerminalFormat
}
export type DescribeCommand = {
  kind: 'describe'
  url: string
  /** Of a table or a key; null: list what the database holds. */
  table: string | null
  format: 'text' | 'json'
}
export type PingCommand = { kind: 'ping'; url: string }

export type Command =
  | BrowserCommand
  | QueryCommand
  | PingCommand
  | DescribeCommand
  | ExportCommand
  | PoolsCommand
  | ImportCommand
  | { kind: 'help'; about: CommandName | null }
  | { kind: 'version' }

const usageByCommand = {
  browser: `  sluice [browser] [--port N] [--no-open] [--data-dir DIR] [--config FILE]
      Serves the workbench to a browser of this computer and opens a window of it.
`,
  query: `  sluice query --url URL (--sql SQL | --file FILE | -) [--format csv|json|ndjson|markdown]
      Runs statements and writes their rows to standard output: those of --sql,
      of a file, or with - those of standard input.
`,
  export: exportUsage,
  import: importUsage,
  describe: `  sluice describe --url URL [--table SCHEMA.NAME] [--format text|json]
      Lists the tables and routines of a database, or the columns, keys, indexes and triggers of a
      table with the statements that make it. Where there are keys and no tables: the topmost of them,
      or those whose name is or holds --table.
`,
  ping: `  sluice ping --url URL
      Connects, asks the server for a sign of life, and tells how long it took.
`,
  pools: poolsUsage,
}

export type CommandName = keyof typeof usageByCommand

/** How to call one command, or all of them. */
export const usageOf = (about: CommandName | null): string =>
  about === null ? usage : `Usage:\n${usageByCommand[about]}`

/** The command that arguments are for; null: none, or one there is not. */
export const commandNamed = (argv: readonly string[]): CommandName | null => {
  const [first = ''] = argv
  if (first !== '--help' && first !== '--version' && first.startsWith('-')) return 'browser'
  return Object.hasOwn(usageByCommand, first) ? (first as CommandName) : null
}

export const usage = `Usage:
${Object.values(usageByCommand).join('')}  sluice --help | --version

Connections may be configured in sluice.config.json of the data folder (or --config FILE), and in
variables such as SLUICE_PROFILE_ORDERS_URL and SLUICE_PROFILE_ORDERS_POOL_MAX.
A password that is not in the URL is taken from the variable SLUICE_PASSWORD.
Exit codes: 0 done, 1 failed, 2 wrong usage, 130 interrupted.
`

/** The command of the arguments after the program's name. Throws `invalid-request` for wrong usage. */
export function parseCommandLine(argv: readonly string[]): Command {
  const [first = 'browser', ...rest] = argv
  if (first === '--help' || first === '-h') return { kind: 'help', about: null }
  if (first === '--version') return { kind: 'version' }
  if (rest.includes('--help') || rest.includes('-h'))
    return { kind: 'help', about: commandNamed(argv) }
  if (first === 'query') return parseQuery(rest)
  if (first === 'export') return parseExport(rest)
  if (first === 'import') return parseImport(rest)
  if (first === 'ping')
    return { kind: 'ping', url: required(parseFlags(rest, { url: TEXT }), 'url') }
  if (first === 'describe') return parseDescribe(rest)
  if (first === 'pools') return parsePools(rest)
  if (first === 'browser') return parseBrowser(rest)
  if (first.startsWith('-')) return parseBrowser(argv)
  throw wrongUsage(`There is no command “${first}”.`)
}

function parseBrowser(argv: readonly string[]): BrowserCommand {
  const options = { port: TEXT, 'no-open': FLAG, 'data-dir': TEXT, config: TEXT, listen: TEXT }
  const values = parseFlags(argv, options)
  if (values['listen'] !== undefined && values['listen'] !== '127.0.0.1')
    throw wrongUsage('--listen: Sluice serves this computer only (127.0.0.1).')
  const port = values['port'] ?? '0'
  if (typeof port !== 'string' || !/^\d{1,5}$/.test(port) || Number(port) > 65_535)
    throw wrongUsage(`--port takes a number from 0 to 65535, not “${port}”.`)
  return {
    kind: 'browser',
    port: Number(port),
    opensWindow: values['no-open'] !== true,
    dataDir: values['data-dir'] === undefined ? null : required(values, 'data-dir'),
    configFile: values['config'] === undefined ? null : required(values, 'config'),
  }
}

function parseQuery(argv: readonly string[]): QueryCommand {
  const isPiped = argv.includes('-')
  const flags = isPiped ? argv.filter((word) => word !== '-') : argv
  const values = parseFlags(flags, { url: TEXT, sql: TEXT, file: TEXT, format: TEXT })
  const format = oneOf(values, 'format', terminalFormats, 'csv')
  const given = [values['sql'], values['file'], isPiped || undefined]
  if (given.filter((value) => value !== undefined).length > 1)
    throw wrongUsage('--sql, --file and - exclude each other.')
  const url = required(values, 'url')
  if (values['sql'] !== undefined)
    return { kind: 'query', url, script: { sql: required(values, 'sql') }, format }
  if (!isPiped && values['file'] === undefined)
    throw wrongUsage('--sql is missing, or --file FILE, or - for standard input.')
  return { kind: 'query', url, script: { path: isPiped ? '-' : required(values, 'file') }, format }
}

function parseDescribe(argv: readonly string[]): DescribeCommand {
  const values = parseFlags(argv, { url: TEXT, table: TEXT, format: TEXT })
  return {
    kind: 'describe',
    url: required(values, 'url'),
    table: values['table'] === undefined ? null : required(values, 'table'),
    format: oneOf(values, 'format', ['text', 'json'], 'text'),
  }
}
