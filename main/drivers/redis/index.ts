import type { Driver } from '../driver.ts'
import { browse } from './browse.ts'
import { classifyError } from './classifyError.ts'
import { connect } from './connect.ts'
import { dialect } from './dialect.ts'
import { keyEditor } from './keyEditor.ts'
import { introspect } from './introspect.ts'
import { parseUrl, URL_SCHEMES } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'

/** Redis from 6 on and what speaks RESP3 (Valkey): one server, through Sentinel, or a cluster. */
export const redis: Driver = {
  id: 'redis',
  label: 'Redis',
  icon: 'boxes',
  urlSchemes: URL_SCHEMES,
  urlExample: 'redis://user:password@localhost:6379/0',
  capabilities: {
    transactions: false,
    savepoints: false,
    cancel: 'server',
    bulkLoad: 'keys',
    schemas: false,
    routines: false,
    keyLifetimes: true,
    searchesByPattern: true,
  },
  profileFields,
  dialect,
  parseUrl,
  connect,
  introspect,
  browse,
  keyEditor,
  classifyError,
}
