import {
  importEncodings,
  type ImportFormat,
  importFormats,
  type ImportSource,
  importSourceSchema,
  MAX_REJECTS,
} from '../../contract/imports.ts'
import { timeUnits, type TimeUnit } from '../../contract/pointColumns.ts'
import { formatOfImport } from '../../contract/formatOfImport.ts'
import { FLAG, oneOf, parseFlags, required, TEXT, wrongUsage } from './commandFlags.ts'

export type ImportCommand = {
  kind: 'import'
  url: string
  source: ImportSource
  schema: string
  table: string
  creates: boolean
  maxRejects: number
  rejectsPath: string | null
  /** What the columns are of points; null: nothing is said of it. */
  points: { tags: string[] | null; time: string | null; unit: TimeUnit | null } | null
}

export const importUsage = `  sluice import FILE --url URL --table [SCHEMA.]TABLE [--create] [--format ${importFormats.join('|')}]
                [--rejects FILE] [--max-rejects N] [--separator C] [--quote C] [--no-header]
                [--encoding ${importEncodings.join('|')}] [--null TEXT]
                [--decimal-comma] [--sheet NAME]
                [--tags NAME,NAME…] [--time NAME] [--time-unit ${timeUnits.join('|')}]
      Writes the rows of a file into a table, all or none: into its columns of the same names, or
      with --create into a new table whose types are guessed from every cell. Up to N rows that do
      not fit are kept aside, and written to the file of --rejects. In Redis, TABLE is what the keys
      begin with: each row becomes a hash, named by its column “key” or else the first, or a string
      where there is but a column “value” beside. Redis undoes nothing that was written.
      In InfluxDB, SCHEMA.TABLE is DATABASE.MEASUREMENT and rows become points: --tags names the
      columns that are tags, --time that of the time, and the rest are fields. What is not said is
      as the measurement has it so far, else by name and type; texts become tags. InfluxDB undoes
      nothing either, and of points with the same tags and time the last one stays.
`

const OPTIONS = {
  url: TEXT,
  table: TEXT,
  create: FLAG,
  format: TEXT,
  rejects: TEXT,
  'max-rejects': TEXT,
  separator: TEXT,
  quote: TEXT,
  'no-header': FLAG,
  encoding: TEXT,
  null: TEXT,
  'decimal-comma': FLAG,
  sheet: TEXT,
  tags: TEXT,
  time: TEXT,
  'time-unit': TEXT,
}

/** Throws `invalid-request` for wrong usage. */
export function parseImport(argv: readonly string[]): ImportCommand {
  const [path, ...flags] = argv
  if (path === undefined || path.startsWith('--'))
    throw wrongUsage('The file to import is missing.')
  const values = parseFlags(flags, OPTIONS)
  const named = formatOfImport(path)
  const format: ImportFormat | null =
    values['format'] === undefined ? named : oneOf(values, 'format', importFormats)
  if (format === null)
    throw wrongUsage(`--format is missing, and the name “${path}” does not tell it.`)
  const text = (name: string): string | undefined =>
    typeof values[name] === 'string' ? values[name] : undefined
  const separator = text('separator') ?? (/\.tsv(\.(gz|zst|zstd))?$/i.test(path) ? 'tab' : ',')
  const source = importSourceSchema.safeParse({
    path,
    format,
    csv: {
      separator: separator === 'tab' ? '\t' : separator,
      quote: text('quote'),
      encoding: oneOf(values, 'encoding', importEncodings, 'auto'),
      hasHeader: values['no-header'] !== true,
      nullText: text('null'),
      decimalMark: values['decimal-comma'] === true ? ',' : '.',
    },
    sheet: text('sheet') ?? null,
  })
  if (!source.success)
    throw wrongUsage('--separator and --quote take one character each, or the word tab.')
  return {
    kind: 'import',
    url: required(values, 'url'),
    source: source.data,
    ...splitTable(required(values, 'table')),
    creates: values['create'] === true,
    maxRejects: countOf(text('max-rejects') ?? '0'),
    rejectsPath: text('rejects') ?? null,
    points: pointsOf(values, text),
  }
}

function pointsOf(
  values: Parameters<typeof oneOf>[0],
  text: (name: string) => string | undefined,
): ImportCommand['points'] {
  const tags = text('tags')
  const time = text('time')
  if (tags === undefined && time === undefined && text('time-unit') === undefined) return null
  return {
    tags:
      tags
        ?.split(',')
        .map((name) => name.trim())
        .filter(Boolean) ?? null,
    time: time ?? null,
    unit: text('time-unit') === undefined ? null : oneOf(values, 'time-unit', timeUnits),
  }
}

/** `public.orders`; a name with a dot in it stands in double quotes. */
function splitTable(text: string): { schema: string; table: string } {
  const parts = [...text.matchAll(/"((?:[^"]|"")+)"|([^."]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  )
  const [first, second] = parts
  if (first === undefined || parts.length > 2)
    throw wrongUsage(`--table takes TABLE or SCHEMA.TABLE, not “${text}”.`)
  return second === undefined ? { schema: '', table: first } : { schema: first, table: second }
}

function countOf(text: string): number {
  const count = Number(text)
  if (/^\d+$/.test(text) && count <= MAX_REJECTS) return count
  throw wrongUsage(`--max-rejects takes a number from 0 to ${MAX_REJECTS}, not “${text}”.`)
}
