import { useOwnerTab } from './useOwnerTab.ts'
import { useTabs } from '../editor/tabsStore.ts'
import { useText } from '../text/text.ts'
import styles from './PoolDetails.module.css'

/** Who holds a connection or waits for one; a tab of this window can be gone to. */
export function OwnerLabel({ label, ownerId }: { label: string; ownerId: string | null }) {
  const text = useText()
  const tabId = useOwnerTab(ownerId)
  if (tabId === null) return <>{label || '–'}</>
  return (
    <button
      type="button"
      className={styles.owner}
      title={text('monitor.goToTab', { name: label })}
      onClick={() => useTabs.getState().activate(tabId)}
    >
      {label || '–'}
    </button>
  )
}
