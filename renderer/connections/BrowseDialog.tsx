import { CornerLeftUp, File, Folder } from 'lucide-react'
import { useEffect, useState } from 'react'
import type { WorkbenchError } from '../../contract/errors.ts'
import type { FolderListing } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import { useText } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ErrorText } from '../ui/ErrorText.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import styles from './BrowseDialog.module.css'

export type BrowseDialogProps = {
  title: string
  /** Where to begin: a folder or a file in it; empty: the home folder. */
  startPath: string
  onChosen: (path: string) => void
  onClose: () => void
}

/** Goes through the folders of the computer that Sluice runs on, where the system’s dialog is not to be had. */
export function BrowseDialog({ title, startPath, onChosen, onClose }: BrowseDialogProps) {
  const text = useText()
  const [path, setPath] = useState(startPath)
  const [listing, setListing] = useState<FolderListing | null>(null)
  const [error, setError] = useState<WorkbenchError | null>(null)
  useEffect(() => {
    let isWanted = true
    api.call('workspace.listFolder', { path }).then(
      (answer) => {
        if (!isWanted) return
        setListing(answer)
        setError(null)
      },
      (problem: WorkbenchError) => isWanted && setError(problem),
    )
    return () => {
      isWanted = false
    }
  }, [path])

  const choose = (chosen: string) => {
    onChosen(chosen)
    onClose()
  }
  return (
    <Dialog
      title={title}
      onClose={onClose}
      notice={
        error && (
          <Banner severity="error">
            <ErrorText error={error} />
          </Banner>
        )
      }
      footer={<Button onClick={onClose}>{text('common.cancel')}</Button>}
    >
      {listing === null ? (
        <Skeleton lines={6} />
      ) : (
        <>
          <p className={styles.path}>{listing.path}</p>
          <ul className={styles.list} aria-label={text('connections.browseList')}>
            {listing.parent !== null && (
              <li>
                <Row onClick={() => setPath(listing.parent!)}>
                  <CornerLeftUp size={16} aria-hidden />
                  {text('connections.browseUp')}
                </Row>
              </li>
            )}
            {listing.entries.map((entry) => (
              <li key={entry.path}>
                <Row onClick={() => (entry.isFolder ? setPath(entry.path) : choose(entry.path))}>
                  {entry.isFolder ? (
                    <Folder size={16} role="img" aria-label={text('connections.browseFolder')} />
                  ) : (
                    <File size={16} aria-hidden />
                  )}
                  <span className={styles.name}>{entry.name}</span>
                  {entry.sizeBytes !== null && (
                    <span className={styles.size}>{formatBytes(entry.sizeBytes)}</span>
                  )}
                </Row>
              </li>
            ))}
          </ul>
          {listing.isCut && <p className={styles.size}>{text('connections.browseCut')}</p>}
        </>
      )}
    </Dialog>
  )
}

function Row({ onClick, children }: { onClick: () => void; children: React.ReactNode }) {
  return (
    <button type="button" className={styles.row} onClick={onClick}>
      {children}
    </button>
  )
}
