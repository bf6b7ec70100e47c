import { ChevronDown, ChevronRight, CircleAlert } from 'lucide-react'
import { ColourWord } from '../app/ColourMark.tsx'
import { DriverIcon } from '../app/DriverIcon.tsx'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { ReadOnlyMark } from '../app/ReadOnlyMark.tsx'
import { useDriver } from '../app/profilesStore.ts'
import { SecretHelp } from '../connections/SecretHelp.tsx'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Spinner } from '../ui/Spinner.tsx'
import { ConnectionMark, ConnectionWord } from './ConnectionMark.tsx'
import styles from './ExplorerRow.module.css'
import { nodeIcon, nodeIcons } from './nodeIcon.ts'
import { splitMarks } from './splitMarks.ts'
import type { LoadTarget, TreeNode, TreeRow } from './treeNode.ts'

export type ExplorerRowProps = {
  row: TreeRow
  /** Names the detail, which describes the row. */
  detailId: string
  /** What was searched for: marked where it stands. */
  words: readonly string[]
  onRetry: (target: LoadTarget) => void
}

/** One line of the explorer: twistie, icon, name, and what is worth knowing at the right. */
export function ExplorerRow({ row, detailId, words, onRetry }: ExplorerRowProps) {
  const { node, label, detail, hint, isExpanded } = row
  if (node.kind === 'failed') return <FailedRow node={node} onRetry={() => onRetry(node.target)} />
  const Twistie = isExpanded ? ChevronDown : ChevronRight
  // What has no room stands here, too.
  const whole = detail === '' ? hint : `${hint}\n${detail}`
  const isQuiet = node.kind === 'loading' || node.kind === 'empty'
  return (
    <>
      <span className={styles.twistie} data-twistie>
        {isExpanded !== null && <Twistie size={14} aria-hidden />}
      </span>
      <NodeIcon node={node} />
      <span className={styles.label} data-quiet={isQuiet || undefined} title={whole}>
        <Marked text={label} words={words} />
      </span>
      <span id={detailId} className={styles.extra} aria-hidden>
        {node.kind === 'profile' && (
          <>
            <ColourWord colour={node.profile.colour} />
            <EnvironmentMark environment={node.profile.environment} isShort />
            <ReadOnlyMark isReadOnly={node.profile.isReadOnly} />
            <ConnectionWord profileId={node.profile.id} />
          </>
        )}
        <span className={styles.detail} title={detail}>
          <Marked text={detail} words={node.kind === 'relation' ? words : none} />
        </span>
      </span>
    </>
  )
}

/** Names as they were found. */
function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text
  return splitMarks(text, words).map(({ part, isMarked, at }) =>
    isMarked ? (
      <mark key={at} className={styles.mark}>
        {part}
      </mark>
    ) : (
      part
    ),
  )
}

const none: readonly string[] = []

function NodeIcon({ node }: { node: TreeNode }) {
  if (node.kind === 'loading')
    return (
      <span className={styles.icon}>
        <Spinner />
      </span>
    )
  if (node.kind === 'profile')
    return (
      <span className={styles.icon} data-kind="profile" data-colour={node.profile.colour}>
        <ProfileIcon driverId={node.profile.driverId} />
        <ConnectionMark profileId={node.profile.id} />
      </span>
    )
  const name = nodeIcon(node)
  if (!name && node.kind !== 'column') return null
  return (
    <span className={styles.icon} data-kind={node.kind}>
      {name && <Glyph name={name} size={node.kind === 'column' ? 14 : 16} />}
    </span>
  )
}

function ProfileIcon({ driverId }: { driverId: string }) {
  return <DriverIcon icon={useDriver(driverId)?.icon} />
}

function Glyph({ name, size }: { name: keyof typeof nodeIcons; size: number }) {
  const Icon = nodeIcons[name]
  return <Icon size={size} aria-hidden />
}

type FailedNode = Extract<TreeNode, { kind: 'failed' }>

function FailedRow({ node, onRetry }: { node: FailedNode; onRetry: () => void }) {
  const text = useText()
  const { error, target } = node
  return (
    <div className={styles.failed}>
      <CircleAlert size={16} aria-hidden />
      <div className={styles.failedText}>
        <p className={styles.message} title={errorLine(error)}>
          {errorLine(error)}
        </p>
        <div className={styles.ways}>
          <Button variant="quiet" className={styles.retry} onClick={onRetry} tabIndex={-1}>
            {text('common.retry')}
          </Button>
          <SecretHelp error={error} profileId={target.profileId} onRetry={onRetry} />
        </div>
      </div>
    </div>
  )
}
