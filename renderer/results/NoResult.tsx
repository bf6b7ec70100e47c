import { describeKeys, isMac } from '../app/keys.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './NoResult.module.css'

/** Before the first run: the three keys that matter. */
export function NoResult() {
  const text = useText()
  const keys = [
    ['Mod+Enter', text('results.keyRun')],
    ['Mod+Shift+Enter', text('results.keyRunAll')],
    ['Ctrl+Space', text('results.keyComplete')],
  ] as const
  return (
    <EmptyState title={text('results.noResult')}>
      <dl className={styles.keys}>
        {keys.map(([written, does]) => (
          <div key={written} className={styles.key}>
            <dt>
              <kbd className={styles.written}>{describeKeys(written, isMac)}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  )
}
