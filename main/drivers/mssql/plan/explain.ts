import { WorkbenchError } from '../../../../contract/errors.ts'
import { collectRows } from '../../../frame/collectRows.ts'
import { readCell } from '../../../frame/readCell.ts'
import type { Connection, DriverPlan, ExplainRequest, RunSink } from '../../driver.ts'
import { readShowplan } from './readShowplan.ts'

/** The name of the only column of a plan's result, in every version. */
const PLAN_COLUMN = 'Microsoft SQL Server 2005 XML Showplan'

/**
 * The session is told to give plans, of statements that it does not run or beside the results of those it
 * does; each setting has to be the only statement of its batch.
 */
export async function explain(
  connection: Connection,
  { sql, parameters = [], isMeasured }: ExplainRequest,
  signal: AbortSignal,
): Promise<DriverPlan> {
  // What is sent with values is a call of a procedure, and calls are run whatever the setting.
  if (!isMeasured && parameters.length > 0)
    throw new WorkbenchError(
      'unsupported',
      'SQL Server plans statements with parameters only as it runs them. Choose Explain analyze, or write the values into the statement.',
    )
  const setting = isMeasured ? 'STATISTICS XML' : 'SHOWPLAN_XML'
  const documents: string[] = []
  await collectRows(connection, { sql: `SET ${setting} ON` }, signal)
  try {
    await connection.run({ sql, parameters }, planSink(documents), signal)
  } finally {
    await endSetting(connection, setting)
  }
  return readShowplan(documents, isMeasured)
}

/** A session that went on giving plans would give them for the statements of others. */
async function endSetting(connection: Connection, setting: string): Promise<void> {
  if (connection.session === 'lost') return
  try {
    const { signal } = new AbortController()
    await collectRows(connection, { sql: `SET ${setting} OFF` }, signal)
  } catch {
    connection.destroy()
  }
}

/** Keeps the plans and lets the rows go by. */
const planSink = (documents: string[]): RunSink => ({
  openResult: ([column, ...others]) => ({
    write: ({ rowCount, columns }) => {
      if (others.length > 0 || column?.name !== PLAN_COLUMN) return
      for (let row = 0; row < rowCount; row++)
        documents.push(String(readCell(columns[0]!, row) ?? ''))
    },
    end: () => {},
  }),
  message: () => {},
})
