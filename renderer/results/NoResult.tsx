import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { EmptyState } from '../ui/EmptyState.tsx'
import styles from './NoResult.module.css'

/** Before the first run: the three keys that matter. */
export function NoResult() {
  const text = useText()
  const keys = [
    [useShortcut('editor.run'), text('results.keyRun')],
    [useShortcut('editor.runAll'), text('results.keyRunAll')],
    ['Ctrl+Space', text('results.keyComplete')],
  ] as const
  return (
    <EmptyState title={text('results.noResult')}>
      <dl className={styles.keys}>
        {keys.map(([written, does]) => (
          <div key={does} className={styles.key}>
            <dt>
              <kbd className={styles.written}>{written ?? '–'}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </EmptyState>
  )
}
