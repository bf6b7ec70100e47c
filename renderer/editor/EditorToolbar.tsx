import {
  AlignLeft,
  Blocks,
  ChevronDown,
  Download,
  Ellipsis,
  Play,
  Square,
  Workflow,
} from 'lucide-react'
import type { Capabilities } from '../../contract/drivers.ts'
import type { Splitter as StatementSplitter } from '../../contract/sql/Scanner.ts'
import { EnvironmentMark } from '../app/EnvironmentMark.tsx'
import { ReadOnlyMark } from '../app/ReadOnlyMark.tsx'
import { useDriver, useProfile, useProfiles } from '../app/profilesStore.ts'
import { BuilderButton } from '../builder/BuilderButton.tsx'
import { toggleBuilder, useIsBuilding } from '../builder/builderStore.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useIsExplaining } from '../plans/plansStore.ts'
import { cancelTab, useIsRunning } from '../results/runsStore.ts'
import { useText, type Text } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import type { MenuEntry } from '../ui/menuEntry.ts'
import { Select } from '../ui/Select.tsx'
import { useFittingLevel } from '../ui/useFittingLevel.ts'
import styles from './EditorToolbar.module.css'
import { ExplainButtons } from './ExplainButtons.tsx'
import type { RunScope } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'
import { useTabs } from './tabsStore.ts'
import { KeptSessionMark } from './KeptSessionMark.tsx'
import { SchemaChooser } from './SchemaChooser.tsx'
import { ToolButton } from './ToolButton.tsx'
import { TransactionBar } from './TransactionBar.tsx'
import { useTabSession } from './transactionsStore.ts'

type EditorToolbarProps = {
  tab: OpenTab
  splitter: StatementSplitter
  onRun: (scope: RunScope) => void
  onExport: () => void
  onFormat: () => void
  onExplain: (isMeasured: boolean) => void
}

/** What is left out of the row, step by step, where it does not fit. */
const FEW_WORDS = 1
const IN_MENU = 2
const SHORT_TRANSACTION = 3
const NO_MARK = 4
const NO_RUN_WORD = 5
const NO_CONNECTION = 6

/** What can be done with the text above it, and the connection it runs on. One row, whatever the width. */
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
  const transaction = useTabSession(tab.id)
  const runKeys = useShortcut('editor.run')
  const runAllKeys = useShortcut('editor.runAll')
  const formatKeys = useShortcut('editor.format')
  const isBuilding = useIsBuilding(tab.id)
  const connections = useConnectionChoice(tab)
  const [row, level] = useFittingLevel(
    NO_CONNECTION,
    JSON.stringify([transaction, plans, hasTables, isRunning, profile?.name, text('editor.run')]),
  )
  const areWordsHidden = level >= FEW_WORDS
  const isLocked = isRunning || transaction.open !== null
  const further: MenuEntry[] = [
    ...explainEntries({ plans, isDisabled: isRunning || isExplaining, onExplain, text }),
    {
      label: text('editor.format'),
      icon: AlignLeft,
      shortcut: formatKeys,
      isDisabled: splitter === 'redis',
      onSelect: onFormat,
    },
    ...(hasTables
      ? [
          {
            label: text('builder.toggle'),
            icon: Blocks,
            isChecked: isBuilding,
            onSelect: () => toggleBuilder(tab.id),
          },
        ]
      : []),
    ...(level >= NO_CONNECTION
      ? [
          {
            label: text('editor.connection'),
            entries: connections.options.map(({ value, label }) => ({
              label,
              isChecked: value === connections.value,
              isDisabled: isLocked,
              onSelect: () => connections.choose(value),
            })),
          },
        ]
      : []),
  ]
  return (
    <div ref={row} role="toolbar" aria-label={text('editor.category')} className={styles.toolbar}>
      <div className={styles.run} data-environment={profile?.environment}>
        <ToolButton
          variant="primary"
          icon={Play}
          label={text('editor.run')}
          help={text('editor.runHelp')}
          shortcut={runKeys}
          isWordHidden={level >= NO_RUN_WORD}
          disabled={isRunning}
          onClick={() => onRun('current')}
        />
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
      <ToolButton
        icon={Square}
        label={text('common.cancel')}
        help={text('editor.cancelHelp')}
        shortcut="Esc"
        isWordHidden={areWordsHidden}
        disabled={!isRunning}
        onClick={() => cancelTab(tab.id)}
      />
      {level < IN_MENU ? (
        <>
          <span className={styles.divider} />
          <ExplainButtons
            plans={plans}
            isWordHidden={areWordsHidden}
            isDisabled={isRunning || isExplaining}
            onExplain={onExplain}
          />
          <ToolButton
            icon={AlignLeft}
            label={text('editor.format')}
            help={text('editor.formatHelp')}
            shortcut={formatKeys}
            isWordHidden={areWordsHidden}
            disabled={splitter === 'redis'}
            onClick={onFormat}
          />
          {hasTables && <BuilderButton tabId={tab.id} />}
        </>
      ) : (
        <Menu
          trigger={<IconButton icon={Ellipsis} label={text('editor.further')} />}
          entries={further}
        />
      )}
      <TransactionBar
        tabId={tab.id}
        profile={profile ?? undefined}
        isRunning={isRunning}
        isShort={level >= SHORT_TRANSACTION}
      />
      <KeptSessionMark tabId={tab.id} isRunning={isRunning} isShort={areWordsHidden} />
      <span className={styles.space} />
      {profile && level < NO_MARK && <EnvironmentMark environment={profile.environment} />}
      {profile && level < NO_MARK && <ReadOnlyMark isReadOnly={profile.isReadOnly} />}
      {profile && driver?.dialect.choosesSchema && level < NO_MARK && (
        <SchemaChooser
          key={profile.id}
          tabId={tab.id}
          profileId={profile.id}
          isDisabled={isRunning}
        />
      )}
      {level < NO_CONNECTION && (
        <div className={styles.connection}>
          <Select
            label={text('editor.connection')}
            isLabelHidden
            isDisabled={isLocked}
            value={connections.value}
            options={connections.options}
            onChange={connections.choose}
          />
        </div>
      )}
    </div>
  )
}

/** Stands for no connection; a select must have a value. */
const UNCHOSEN = 'unchosen'

function useConnectionChoice(tab: OpenTab) {
  const text = useText()
  const profiles = useProfiles() ?? []
  const chooseProfile = useTabs((state) => state.chooseProfile)
  const known = profiles.map(({ id, name }) => ({ value: id, label: name }))
  const isChosen = known.some(({ value }) => value === tab.profileId)
  const unchosen = text(known.length === 0 ? 'editor.noConnection' : 'editor.chooseConnection')
  return {
    value: isChosen ? (tab.profileId ?? UNCHOSEN) : UNCHOSEN,
    options: isChosen ? known : [{ value: UNCHOSEN, label: unchosen }, ...known],
    choose: (id: string) => {
      if (id !== UNCHOSEN) chooseProfile(tab.id, id)
    },
  }
}

type ExplainParts = Pick<EditorToolbarProps, 'onExplain'> & {
  plans: Capabilities['plans']
  isDisabled: boolean
  text: Text
}

const explainEntries = ({ plans, isDisabled, onExplain, text }: ExplainParts): MenuEntry[] => [
  ...(plans
    ? [
        {
          label: text('plans.explain'),
          icon: Workflow,
          isDisabled,
          onSelect: () => onExplain(false),
        },
      ]
    : []),
  ...(plans === 'measured'
    ? [{ label: text('plans.explainAnalyze'), isDisabled, onSelect: () => onExplain(true) }]
    : []),
]
