import { poolHealth, usePool } from '../app/poolsStore.ts'
import { useText } from '../text/text.ts'
import styles from './ConnectionMark.module.css'
import { useExplorer } from './explorerStore.ts'
import { branchKey, pathOf } from './treeNode.ts'

/** A connection's state as a small mark: a dot when open, a diamond when it cannot be reached. */
export function ConnectionMark({ profileId }: { profileId: string }) {
  const state = useConnectionMark(profileId)
  return state && <span className={styles.mark} data-state={state} aria-hidden />
}

/** The same in a word, for those who do not see the mark. */
export function ConnectionWord({ profileId }: { profileId: string }) {
  const text = useText()
  const state = useConnectionMark(profileId)
  return state && <span className="visually-hidden">{text(words[state])}</span>
}

const words = {
  open: 'explorer.connectionOpen',
  failed: 'explorer.connectionFailed',
} as const

/** Null: nothing was asked of it yet. */
function useConnectionMark(profileId: string): 'open' | 'failed' | null {
  const health = poolHealth(usePool(profileId))
  const hasFailed = useExplorer(
    ({ schemas, branches }) =>
      schemas.get(pathOf(profileId))?.state === 'failed' ||
      branches.get(branchKey({ profileId, path: [], pattern: '' }))?.state === 'failed',
  )
  if (health === 'unreachable') return 'failed'
  if (health === 'closed') return hasFailed ? 'failed' : null
  return 'open'
}
