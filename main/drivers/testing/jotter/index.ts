import type { Driver } from '../../driver.ts'
import { browse } from './browse.ts'
import { classifyError } from './classifyError.ts'
import { connect } from './connect.ts'
import { dialect } from './dialect.ts'
import { introspect } from './introspect.ts'
import { parseUrl } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'

/** The worked example of `docs/adding-a-database.md`: a database that is there for tests only. */
export const jotter: Driver = {
  id: 'jotter',
  label: 'Jotter',
  urlSchemes: ['jotter'],
  urlExample: 'jotter://:password@localhost:7070',
  capabilities: {
    transactions: false,
    savepoints: false,
    cancel: 'server',
    bulkLoad: false,
    schemas: false,
    routines: false,
  },
  profileFields,
  dialect,
  parseUrl,
  connect,
  introspect,
  browse,
  classifyError,
}
