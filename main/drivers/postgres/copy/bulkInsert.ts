import { WorkbenchError } from '../../../../contract/errors.ts'
import type { Batch } from '../../../frame/Batch.ts'
import type { BulkLoad, BulkOutcome, ElsewhereEncoded, EncodedRows } from '../../bulkLoad.ts'
import { unlessCancelled } from '../../unlessCancelled.ts'
import { dialect } from '../dialect.ts'
import { ControlExchange } from '../Exchange.ts'
import type { Session } from '../Session.ts'
import { cancelledError } from '../sessionErrors.ts'
import { statementError } from '../statementError.ts'
import type { ReportFields } from '../wire/backend.ts'
import { query } from '../wire/frontend.ts'
import type { CopyForm } from './CopyEncoder.ts'
import { CopyIn } from './CopyIn.ts'
import { DescribeTarget } from './describeTarget.ts'
import { encodeBatches } from './encodeBatches.ts'
import { type CopyTarget, hasBinaryForm } from './encodeRows.ts'

/**
 * COPY … FROM STDIN: in the binary form where every column has one of the target's type, else in
 * the text form, which the server reads as it reads literals.
 */
export async function bulkInsert(
  session: Session,
  load: BulkLoad,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  if (signal.aborted) throw cancelledError()
  const batches = load.batches[Symbol.asyncIterator]()
  const isOwnTransaction = session.status === 'I'
  try {
    if (isOwnTransaction) await control(session, 'BEGIN', signal)
    const outcome = await copyRows(session, load, batches, signal)
    if (isOwnTransaction) await control(session, 'COMMIT', signal)
    return outcome
  } catch (error) {
    if (isOwnTransaction) await rollBack(session)
    throw error
  } finally {
    // A source that is at work on a batch is not waited for.
    void batches.return?.()?.catch(() => {})
  }
}

async function copyRows(
  session: Session,
  load: BulkLoad,
  batches: AsyncIterator<Batch>,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  const { schema, table, columns } = load
  const name = [schema, table].filter(Boolean).map(dialect.quoteIdentifier).join('.')
  const quoted = columns.map(dialect.quoteIdentifier)
  const description = new DescribeTarget(session.wire, name, quoted)
  await session.performStoppable(description, signal)
  if (description.error) throw serverError(description.error, signal)

  const target = { columns, oids: description.oids }
  const source = load.elsewhere
    ? encodedElsewhere(load.elsewhere, target)
    : await encodedHere(batches, target, signal)
  if (source === null) return { writtenRows: 0 }
  const { isBinary } = source.form
  const rows = source.rows[Symbol.asyncIterator]()
  const sql = `COPY ${name} (${quoted.join(', ')}) FROM STDIN (FORMAT ${isBinary ? 'binary' : 'text'})`
  const copy = new CopyIn(session.wire, { sql, isBinary }, async () => {
    const { value, done } = await rows.next()
    return done ? null : value
  })
  try {
    await session.performStoppable(copy, signal)
  } finally {
    copy.end()
    await copy.sent
    // A source that is at work on rows is not waited for.
    void rows.return?.()?.catch(() => {})
  }
  if (signal.aborted) throw cancelledError(copy.error ? statementError(copy.error) : undefined)
  if (copy.failure) throw copy.failure.error
  if (copy.error) throw serverError(copy.error, signal)
  return { writtenRows: copy.writtenRows }
}

/** Rows in the form that they are copied in. */
type EncodedSource = { readonly form: CopyForm; readonly rows: AsyncIterable<EncodedRows> }

function encodedElsewhere({ types, read }: ElsewhereEncoded, target: CopyTarget): EncodedSource {
  const form = { ...target, isBinary: hasBinaryForm(types, target) }
  return { form, rows: read({ encoder: 'postgres', form }) }
}

/** Null: there are no batches. */
async function encodedHere(
  batches: AsyncIterator<Batch>,
  target: CopyTarget,
  signal: AbortSignal,
): Promise<EncodedSource | null> {
  const first = await unlessCancelled(batches.next(), signal, cancelledError)
  if (first.done) return null
  const types = first.value.columns.map(({ type }) => type)
  const form = { ...target, isBinary: hasBinaryForm(types, target) }
  return { form, rows: encodeBatches(form, all(first, batches)) }
}

async function* all(
  first: IteratorResult<Batch>,
  batches: AsyncIterator<Batch>,
): AsyncGenerator<Batch> {
  for (let next = first; !next.done; next = await batches.next()) yield next.value
}

async function control(session: Session, sql: string, signal: AbortSignal): Promise<void> {
  const exchange = new ControlExchange(() => session.wire.send(query(sql)))
  await session.performStoppable(exchange, signal)
  if (exchange.error) throw serverError(exchange.error, signal)
}

async function rollBack(session: Session): Promise<void> {
  if (session.lost || session.status === 'I') return
  const exchange = new ControlExchange(() => session.wire.send(query('ROLLBACK')))
  // A session lost at this point is rolled back by the server.
  await session.perform(exchange).catch(() => {})
}

/** Classes of errors that a value of one row is to blame for: data, constraints, triggers. */
const ROW_FAULT = /^(22|23|P0001)/
/** The context of the error: `COPY t, line 3, column n: "x"`. */
const COPY_LINE = /^COPY .*?, line (\d+)/m

function serverError(fields: ReportFields, signal: AbortSignal): WorkbenchError {
  const error = statementError(fields)
  if (signal.aborted && fields.C === '57014') return cancelledError(error)
  const line = ROW_FAULT.test(fields.C ?? '') ? COPY_LINE.exec(fields.W ?? '')?.[1] : undefined
  if (line === undefined) return error
  const { code, message, details } = error
  return new WorkbenchError(code, message, { details: { ...details, row: Number(line) - 1 } })
}
