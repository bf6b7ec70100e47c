import { postgresGround } from './postgresGround.ts'
import type { SoakGround } from './SoakGround.ts'
import { sqliteGround } from './sqliteGround.ts'

/** Every kind of database that can be had on this machine, one a line. */
export const grounds: readonly (() => Promise<SoakGround>)[] = [postgresGround, sqliteGround]
