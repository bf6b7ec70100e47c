import type { EventSources, Handlers } from '../../contract/contract.ts'
import type { transactionCalls, transactionEvents } from '../../contract/transactions.ts'
import type { Transactions } from '../query/Transactions.ts'

export const transactionHandlers = (
  transactions: Transactions,
): Handlers<typeof transactionCalls> => ({
  'transactions.begin': (request, context) => transactions.begin(request, context),
  'transactions.open': ({ transactionIds }) => transactions.whichAreOpen(transactionIds),
  'transactions.commit': ({ transactionId }, { signal }) =>
    transactions.commit(transactionId, signal),
  'transactions.rollback': ({ transactionId }, { signal }) =>
    transactions.rollback(transactionId, signal),
  'transactions.savepoint': ({ transactionId, name }, { signal }) =>
    transactions.savepoint(transactionId, name, signal),
  'transactions.rollbackTo': ({ transactionId, name }, { signal }) =>
    transactions.rollbackTo(transactionId, name, signal),
})

export const transactionSources = (
  transactions: Transactions,
): EventSources<typeof transactionEvents> => ({
  'transactions.changed': ({ transactionId }, emit) => transactions.onChanged(transactionId, emit),
})
