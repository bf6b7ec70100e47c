import { AlignLeft, ChevronDown, Download, Play, Square } from 'lucide-react'
import type { Splitter as StatementSplitter } from '../../contract/sql/Scanner.ts'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { useDriver, useProfile, useProfiles } from '../app/profilesStore.ts'
import { BuilderButton } from '../builder/BuilderButton.tsx'
import { useShortcut } from '../app/useShortcut.ts'
import { useIsExplaining } from '../plans/plansStore.ts'
import { cancelTab, useIsRunning } from '../results/runsStore.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Select } from '../ui/Select.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './EditorToolbar.module.css'
import { ExplainButtons } from './ExplainButtons.tsx'
import type { RunScope } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'
import { useTabs } from './tabsStore.ts'
import { TransactionBar } from './TransactionBar.tsx'
import { useTransaction } from './transactionsStore.ts'

type EditorToolbarProps = {
  tab: OpenTab
  splitter: StatementSplitter
  onRun: (scope: RunScope) => void
  onExport: () => void
  onFormat: () => void
  onExplain: (isMeasured: boolean) => void
}

/** What can be done with the text above it, and the connection it runs on. */
export function EditorToolbar({
  tab,
  splitter,
  onRun,
  onExport,
  onFormat,
  onExplain,
}: EditorToolbarProps) {
  const text = useText()
  const profile = useProfile(tab.profileId)
  const isRunning = useIsRunning(tab.id)
  const driver = useDriver(profile?.driverId)
  const plans = driver?.capabilities.plans
  const hasTables = driver?.explorer === 'relations'
  const isExplaining = useIsExplaining(tab.id)
  const transaction = useTransaction(tab.id)
  const runKeys = useShortcut('editor.run')
  const runAllKeys = useShortcut('editor.runAll')
  const formatKeys = useShortcut('editor.format')
  return (
    <div className={styles.bar}>
      <div role="toolbar" aria-label={text('editor.category')} className={styles.toolbar}>
        <div className={styles.run} data-environment={profile?.environment}>
          <Tooltip label={text('editor.runHelp')} shortcut={runKeys} side="top">
            <Button
              variant="primary"
              icon={Play}
              disabled={isRunning}
              onClick={() => onRun('current')}
            >
              {text('editor.run')}
            </Button>
          </Tooltip>
          <Menu
            trigger={<IconButton icon={ChevronDown} label={text('editor.runMore')} size="small" />}
            entries={[
              {
                label: text('editor.runStatement'),
                shortcut: runKeys,
                isDisabled: isRunning,
                onSelect: () => onRun('current'),
              },
              {
                label: text('editor.runAll'),
                shortcut: runAllKeys,
                isDisabled: isRunning,
                onSelect: () => onRun('all'),
              },
              'separator',
              { label: text('editor.exportQuery'), icon: Download, onSelect: onExport },
            ]}
          />
        </div>
        <Tooltip label={text('editor.cancelHelp')} shortcut="Esc" side="top">
          <Button
            variant="quiet"
            icon={Square}
            disabled={!isRunning}
            className={styles.quiet}
            onClick={() => cancelTab(tab.id)}
          >
            <span>{text('common.cancel')}</span>
          </Button>
        </Tooltip>
        <span className={styles.divider} />
        <ExplainButtons
          plans={plans}
          isDisabled={isRunning || isExplaining}
          onExplain={onExplain}
        />
        <Tooltip label={text('editor.formatHelp')} shortcut={formatKeys} side="top">
          <Button
            variant="quiet"
            icon={AlignLeft}
            className={styles.quiet}
            disabled={splitter === 'redis'}
            onClick={onFormat}
          >
            <span>{text('editor.format')}</span>
          </Button>
        </Tooltip>
        {hasTables && <BuilderButton tabId={tab.id} />}
        <TransactionBar tabId={tab.id} driverId={profile?.driverId} isRunning={isRunning} />
        {profile && <EnvironmentMark environment={profile.environment} />}
        <ConnectionChooser tab={tab} isDisabled={isRunning || transaction.open !== null} />
      </div>
    </div>
  )
}

/** Stands for no connection; a select must have a value. */
const UNCHOSEN = 'unchosen'

function ConnectionChooser({ tab, isDisabled }: { tab: OpenTab; isDisabled: boolean }) {
  const text = useText()
  const profiles = useProfiles() ?? []
  const chooseProfile = useTabs((state) => state.chooseProfile)
  const known = profiles.map(({ id, name }) => ({ value: id, label: name }))
  const isChosen = known.some(({ value }) => value === tab.profileId)
  const unchosen = text(known.length === 0 ? 'editor.noConnection' : 'editor.chooseConnection')
  return (
    <div className={styles.connection}>
      <Select
        label={text('editor.connection')}
        isLabelHidden
        isDisabled={isDisabled}
        value={isChosen ? (tab.profileId ?? UNCHOSEN) : UNCHOSEN}
        options={isChosen ? known : [{ value: UNCHOSEN, label: unchosen }, ...known]}
        onChange={(id) => id !== UNCHOSEN && chooseProfile(tab.id, id)}
      />
    </div>
  )
}
