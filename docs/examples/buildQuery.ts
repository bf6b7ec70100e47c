/**
 * A query as data, its values bound apart from the text:
 * `node docs/examples/buildQuery.ts URL TABLE COLUMN LEAST` prints the statement and its rows.
 */
import { fileURLToPath } from 'node:url'
import type { SelectQuery } from '../../contract/sql/select/SelectQuery.ts'
import { buildSelect } from '../../contract/sql/select/buildSelect.ts'
import { drivers } from '../../main/drivers/registry.ts'
import { collectRows } from '../../main/frame/collectRows.ts'
import { forkProcess } from '../../main/host/forkProcess.ts'
import { bindStatement } from '../../main/query/bindStatement.ts'
import { openByUrl } from '../../main/transfer/openByUrl.ts'

const [url = '', name = '', column = '', least = '0'] = process.argv.slice(2)
const { signal } = new AbortController()

const query: SelectQuery = {
  isDistinct: false,
  columns: [{ table: null, column: '*', aggregate: null, alias: null }],
  from: { schema: null, name, alias: null },
  joins: [],
  where: {
    kind: 'group',
    joiner: 'and',
    conditions: [
      {
        kind: 'test',
        table: null,
        column,
        operator: '>=',
        values: [{ kind: 'parameter', name: 'least' }],
      },
    ],
  },
  orderBy: [{ table: null, column, isDescending: true }],
  limit: { kind: 'literal', sql: '10' },
  offset: null,
}

// SQLite runs in a process of its own, and the other databases need none.
const spawnProcess = forkProcess(() =>
  fileURLToPath(new URL('../../main/drivers/sqlite/sqliteProcess.ts', import.meta.url)),
)
const { driver, connection } = await openByUrl(
  { url, password: null },
  { drivers, spawnProcess },
  signal,
)
try {
  const { dialect } = driver
  const quote = (plain: string) => dialect.quoteIdentifier(plain)
  const sql = buildSelect(query, { quote, rowLimit: dialect.rowLimit ?? 'limit' })
  const bound = bindStatement(sql, [{ name: 'least', type: 'number', text: least }], dialect)
  const rows = await collectRows(connection, bound, signal)
  console.log(sql)
  for (const row of rows) console.log(row.map(String).join('\t'))
} finally {
  await connection.close()
}
