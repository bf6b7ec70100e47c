import type { FoundConnection, FoundConnections } from '../../contract/profileImports.ts'
import { ColourMark } from '../app/ColourMark.tsx'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { useSentence } from '../text/sentence.ts'
import { useText } from '../text/text.ts'
import { Checkbox } from '../ui/Checkbox.tsx'
import styles from './FoundList.module.css'

export type FoundListProps = {
  found: FoundConnections
  chosen: ReadonlySet<FoundConnection>
  onChoose: (one: FoundConnection, isWanted: boolean) => void
  onChooseAll: (areWanted: boolean) => void
}

/** What would be made, what is there already, and what cannot be made and why. */
export function FoundList({ found, chosen, onChoose, onChooseAll }: FoundListProps) {
  const text = useText()
  const say = useSentence()
  const { format, connections, remarks } = found
  const unusable = connections.filter(({ profile }) => profile === null).length
  const usable = connections.length - unusable
  const duplicates = connections.filter(({ duplicateOf }) => duplicateOf !== null).length
  return (
    <div className={styles.found}>
      <p role="status">
        {text(`connections.importFound_${format}`, { count: connections.length })}{' '}
        {duplicates > 0 && text('connections.importDuplicates', { count: duplicates })}{' '}
        {unusable > 0 && text('connections.importUnusable', { count: unusable })}
      </p>
      {remarks.map((remark) => (
        <p key={remark} className={styles.remark}>
          {say(remark)}
        </p>
      ))}
      {usable > 1 && (
        <Checkbox
          label={text('connections.importAll', { count: usable })}
          isChecked={chosen.size === usable}
          onChange={onChooseAll}
        />
      )}
      <ul className={styles.list} aria-label={text('connections.importList')}>
        {connections.map((one, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- what was read does not change its order
          <li key={index} className={styles.row} data-unusable={one.profile === null || undefined}>
            <FoundRow one={one} isChosen={chosen.has(one)} onChoose={onChoose} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function FoundRow({
  one,
  isChosen,
  onChoose,
}: {
  one: FoundConnection
  isChosen: boolean
  onChoose: FoundListProps['onChoose']
}) {
  const text = useText()
  const say = useSentence()
  const { name, target, profile, problem, notes, duplicateOf } = one
  const said = [
    ...(duplicateOf === null ? [] : [text('connections.importDuplicateOf', { name: duplicateOf })]),
    ...(profile?.ssh
      ? [text('connections.importSsh', { server: `${profile.ssh.host}:${profile.ssh.port}` })]
      : []),
    ...notes.map(say),
  ]
  return (
    <label className={styles.label}>
      <input
        type="checkbox"
        className={styles.box}
        disabled={profile === null}
        checked={isChosen}
        onChange={(event) => onChoose(one, event.currentTarget.checked)}
      />
      <span className={styles.words}>
        <span className={styles.head}>
          {profile && <ColourMark colour={profile.colour} />}
          <span className={styles.name}>{name}</span>
          {profile && <EnvironmentMark environment={profile.environment} />}
          {profile?.folder && <span className={styles.folder}>{profile.folder}</span>}
        </span>
        <span className={styles.target}>{target}</span>
        {problem !== null && <span className={styles.problem}>{say(problem)}</span>}
        {said.map((line) => (
          <span key={line} className={styles.note}>
            {line}
          </span>
        ))}
      </span>
    </label>
  )
}
