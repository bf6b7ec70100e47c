import { sqlite } from '../index.ts'
import { spawnProcess, targetOf } from './sqliteFile.ts'

/** A program that is to be killed while its SQLite process is inside one long step. */
const { signal } = new AbortController()
const connection = await sqlite.connect(targetOf(':memory:'), { spawnProcess }, signal)
const sql = 'with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n'
void connection.run({ sql }, { openResult: () => ({ write() {}, end() {} }), message() {} }, signal)
process.send?.(Number(connection.server.sessionId))
