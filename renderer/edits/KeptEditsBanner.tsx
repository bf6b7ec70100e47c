import { useState } from 'react'
import type { KeptEdits } from '../../contract/keptEdits.ts'
import { statementLine } from '../results/keptResults.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { ConfirmDialog } from '../ui/ConfirmDialog.tsx'
import styles from './EditProblems.module.css'
import { discardKeptEdits, useKeptEdits } from './keptEditsStore.ts'
import { summaryOf } from './summaryOf.ts'

type KeptEditsBannerProps = {
  tabId: string
  /** Reads the rows again. */
  onOpen: (kept: KeptEdits) => void
}

/** Changes of rows that outlived their result, with the way back to them. */
export function KeptEditsBanner({ tabId, onOpen }: KeptEditsBannerProps) {
  const text = useText()
  const kept = useKeptEdits(tabId)
  const [leaving, setLeaving] = useState<KeptEdits | null>(null)
  return (
    <>
      {kept.map((entry) => (
        <Banner
          key={entry.id}
          severity="info"
          actions={
            <>
              <Button onClick={() => onOpen(entry)}>{text('edits.openKept')}</Button>
              <Button onClick={() => setLeaving(entry)}>{text('edits.leaveAnyway')}</Button>
            </>
          }
        >
          <p>{text('edits.kept', { summary: summaryOf(entry.counts) })}</p>
          <p className={styles.now}>{statementLine(entry.statement)}</p>
        </Banner>
      ))}
      {leaving && (
        <ConfirmDialog
          title={text('edits.leaveTitle')}
          explanation={text('edits.leaveKeptHelp')}
          confirmLabel={text('edits.leaveAnyway')}
          isDanger
          onCancel={() => setLeaving(null)}
          onConfirm={() => {
            setLeaving(null)
            discardKeptEdits(leaving.id)
          }}
        />
      )}
    </>
  )
}
