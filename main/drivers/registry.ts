import type { Driver } from './driver.ts'
import { influxdb } from './influxdb/index.ts'
import { mssql } from './mssql/index.ts'
import { postgres } from './postgres/index.ts'
import { redis } from './redis/index.ts'
import { sqlite } from './sqlite/index.ts'

/** Every database there is, one a line. Of the product's code, only `bulkEncoders.ts` names one too. */
export const drivers: readonly Driver[] = [sqlite, postgres, mssql, redis, influxdb]
