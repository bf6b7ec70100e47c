import { RotateCw } from 'lucide-react'
import { useState } from 'react'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { goneRun } from './goneRuns.ts'
import styles from './NoResult.module.css'
import type { ScriptStatement } from './runState.ts'

export type NoResultProps = {
  tabId: string
  /** Runs what the tab ran before the page was loaded again. */
  onRunGone: (statements: readonly ScriptStatement[]) => void
}

/** Before the first run: the three keys that matter. After a reload: that the results are gone. */
export function NoResult({ tabId, onRunGone }: NoResultProps) {
  const text = useText()
  const [gone] = useState(() => goneRun(tabId))
  const keys = [
    [useShortcut('editor.run'), text('results.keyRun')],
    [useShortcut('editor.runAll'), text('results.keyRunAll')],
    ['Ctrl+Space', text('results.keyComplete')],
  ] as const
  if (gone)
    return (
      <EmptyState
        title={text('results.gone')}
        actions={
          <Button icon={RotateCw} onClick={() => onRunGone(gone.statements)}>
            {text('results.runAgain')}
          </Button>
        }
      >
        {text(gone.isCut ? 'results.cutHelp' : 'results.goneHelp')}
      </EmptyState>
    )
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
