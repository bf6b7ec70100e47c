import { useTransactionTab } from '../editor/transactionsStore.ts'
import { useRunTab } from '../results/runsStore.ts'

/** The tab of this window that a run or a transaction belongs to; null: another window's, or none. */
export function useOwnerTab(ownerId: string | null): string | null {
  const ofRun = useRunTab(ownerId)
  const ofTransaction = useTransactionTab(ownerId)
  return ofRun ?? ofTransaction
}
