import type { Driver } from '../driver.ts'
import { classifyError } from './classifyError.ts'
import { connect } from './connect.ts'
import { dialect } from './dialect.ts'
import { explain } from './plan/explain.ts'
import { schemaWriter } from './schemaWriter.ts'
import { introspect } from './introspect.ts'
import { parseUrl, URL_SCHEMES } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'

/** SQLite through better-sqlite3, one child process a connection. */
export const sqlite: Driver = {
  id: 'sqlite',
  label: 'SQLite',
  icon: 'feather',
  urlSchemes: URL_SCHEMES,
  urlExample: 'sqlite:///folder/shop.db',
  capabilities: {
    transactions: true,
    startsWithSql: true,
    savepoints: true,
    cancel: 'process',
    bulkLoad: 'tables',
    schemas: true,
    routines: false,
    plans: 'estimated',
    opensFile: true,
  },
  profileFields,
  dialect: { ...dialect, schemaWriter },
  parseUrl,
  connect,
  introspect,
  classifyError,
  explain,
}
