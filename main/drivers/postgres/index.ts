import type { Driver } from '../driver.ts'
import { classifyError } from './classifyError.ts'
import { connect } from './connect.ts'
import { dialect } from './dialect.ts'
import { explain } from './plan/explain.ts'
import { schemaWriter } from './schemaWriter.ts'
import { inspectServer } from './inspectServer.ts'
import { introspect } from './introspect.ts'
import { parseUrl } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'
import { readOtherUrl } from './readOtherUrl.ts'

/** PostgreSQL and what speaks its protocol (CockroachDB, YugabyteDB, Citus). */
export const postgres: Driver = {
  id: 'postgres',
  label: 'PostgreSQL',
  urlSchemes: ['postgres', 'postgresql'],
  // Azure Data Studio’s; what speaks its protocol in DBeaver.
  otherNames: ['pgsql', 'cockroachdb', 'yugabytedb'],
  urlExample: 'postgres://user:password@localhost:5432/database',
  capabilities: {
    transactions: true,
    startsWithSql: true,
    savepoints: true,
    cancel: 'server',
    bulkLoad: 'tables',
    schemas: true,
    routines: true,
    schemaItems: ['types', 'sequences'],
    comparesAccess: true,
    plans: 'measured',
  },
  profileFields,
  dialect: { ...dialect, schemaWriter },
  parseUrl,
  readOtherUrl,
  connect,
  introspect,
  inspectServer,
  classifyError,
  explain,
}
