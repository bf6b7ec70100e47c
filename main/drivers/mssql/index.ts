import type { Driver } from '../driver.ts'
import { classifyError } from './classifyError.ts'
import { dialect } from './dialect.ts'
import { explain } from './plan/explain.ts'
import { schemaWriter } from './schemaWriter.ts'
import { introspect } from './introspect.ts'
import { parseUrl, URL_SCHEMES } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'
import { readOtherUrl } from './readOtherUrl.ts'

/** Microsoft SQL Server, Azure SQL and what speaks TDS 7.4, through `tedious`. */
export const mssql: Driver = {
  id: 'mssql',
  label: 'SQL Server',
  icon: 'server',
  urlSchemes: URL_SCHEMES,
  urlExample: 'mssql://user:password@localhost:1433/database?encrypt=mandatory',
  capabilities: {
    transactions: true,
    startsWithSql: true,
    savepoints: true,
    cancel: 'server',
    bulkLoad: 'tables',
    schemas: true,
    routines: true,
    schemaItems: ['types', 'sequences'],
    plans: 'measured',
  },
  profileFields,
  dialect: { ...dialect, schemaWriter },
  parseUrl,
  readOtherUrl,
  // The client library brings the whole of Azure's sign-in along: it is loaded when it is needed.
  connect: async (target, environment, signal) =>
    (await import('./connect.ts')).connect(target, environment, signal),
  introspect,
  classifyError,
  explain,
}
