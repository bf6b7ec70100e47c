import type { Driver } from '../driver.ts'
import { browse } from './browse.ts'
import { connect } from './connect.ts'
import { dialect } from './dialect.ts'
import { introspect } from './introspect.ts'
import { parseUrl, URL_SCHEMES } from './parseUrl.ts'
import { profileFields } from './profileFields.ts'
import { classifyError } from './responseError.ts'

/** InfluxDB over HTTP: 1 by InfluxQL, 2 by Flux, 3 by SQL. */
export const influxdb: Driver = {
  id: 'influxdb',
  label: 'InfluxDB',
  icon: 'activity',
  urlSchemes: URL_SCHEMES,
  urlExample: 'influxdb://user:password@localhost:8086/database',
  capabilities: {
    transactions: false,
    savepoints: false,
    cancel: 'server',
    bulkLoad: 'points',
    schemas: true,
    routines: false,
    isStateless: true,
  },
  profileFields,
  dialect,
  parseUrl,
  connect,
  introspect,
  browse,
  classifyError,
}
