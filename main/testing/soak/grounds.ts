import { hasInflux } from '../influxServer.ts'
import { hasRedis } from '../redisServer.ts'
import { influxGround } from './influxGround.ts'
import { postgresGround } from './postgresGround.ts'
import { redisGround } from './redisGround.ts'
import type { SoakGround } from './SoakGround.ts'
import { sqliteGround } from './sqliteGround.ts'
import { tdsGround } from './tdsGround.ts'

/** Every kind of database that can be had on this machine, one a line. */
export const grounds: readonly (() => Promise<SoakGround>)[] = [
  postgresGround,
  sqliteGround,
  tdsGround,
  ...(hasRedis() ? [redisGround] : []),
  ...(hasInflux() ? [influxGround] : []),
]
