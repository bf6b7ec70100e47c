import type { BulkLoad, BulkOutcome } from '../../bulkLoad.ts'
import { unlessCancelled } from '../../unlessCancelled.ts'
import { cancelledError } from '../classifyError.ts'
import { KeyLoad, type KeyNodes } from './KeyLoad.ts'
import type { RowCommands } from './RowCommands.ts'

/** A server that does not answer what it was sent within this time loses the session. */
const LAST_REPLIES_MS = 2_000

/** Redis undoes nothing: at an error or when given up, what was written before stays. */
export async function bulkInsert(
  commands: RowCommands,
  nodes: KeyNodes & { readonly destroy: () => void },
  { batches }: Pick<BulkLoad, 'batches'>,
  signal: AbortSignal,
): Promise<BulkOutcome> {
  if (signal.aborted) throw cancelledError()
  const load = new KeyLoad(commands, nodes, signal)
  const source = batches[Symbol.asyncIterator]()
  let timer: NodeJS.Timeout | undefined
  const giveUp = () => (timer = setTimeout(nodes.destroy, LAST_REPLIES_MS))
  signal.addEventListener('abort', giveUp, { once: true })
  try {
    for (;;) {
      const { value, done } = await unlessCancelled(source.next(), signal, cancelledError)
      if (done) break
      await load.write(value)
    }
    const writtenRows = await load.end()
    return { writtenRows }
  } catch (error) {
    // The session has to be free of replies before the next command.
    await load.end().catch(() => {})
    throw signal.aborted ? cancelledError() : error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', giveUp)
    // A source that is at work on a batch is not waited for.
    void source.return?.()?.catch(() => {})
  }
}
