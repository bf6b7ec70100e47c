import type { Database } from 'better-sqlite3'

/** `SLCE`: tells the program's files from those of others. */
const APPLICATION_ID = 0x534c4345

/** The file is a sound database, but not one that this version can use. */
export class UnusableSchema extends Error {}

/**
 * Brings the schema to the newest version, each step with its version number in one transaction: a
 * program that ends midway finds the step either done or not begun.
 */
export function migrate(database: Database, migrations: readonly string[]): void {
  const version = () => database.pragma('user_version', { simple: true }) as number
  refuseForeign(database, { version: version(), latest: migrations.length })

  const step = database.transaction(() => {
    // Read inside the transaction: another program may have made the step meanwhile.
    const from = version()
    const script = migrations[from]
    if (script === undefined) return
    database.exec(script)
    database.pragma(`application_id = ${APPLICATION_ID}`)
    database.pragma(`user_version = ${from + 1}`)
  })
  while (version() < migrations.length) step.immediate()
}

function refuseForeign(
  database: Database,
  { version, latest }: { version: number; latest: number },
): void {
  if (version > latest)
    throw new UnusableSchema(`it has version ${version}, this Sluice knows up to ${latest}`)
  const applicationId = database.pragma('application_id', { simple: true })
  const tableCount = database
    .prepare<[], { count: number }>('select count(*) as count from sqlite_schema')
    .get()!.count
  if (tableCount > 0 && (applicationId !== APPLICATION_ID || version < 1))
    throw new UnusableSchema('it belongs to another program')
}
