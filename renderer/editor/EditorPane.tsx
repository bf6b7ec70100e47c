import { Component, useCallback, useEffect, useMemo, useState } from 'react'
import type { ReactNode } from 'react'
import type { Layout } from '../../contract/layout.ts'
import { useRegisterCommands } from '../app/commands.ts'
import { useIsNarrow, useLayout } from '../app/layoutStore.ts'
import { choose, usePreferences } from '../app/preferencesStore.ts'
import { useDriver, useProfile } from '../app/profilesStore.ts'
import { BuilderBeside } from '../builder/BuilderBeside.tsx'
import { useIsBuilding } from '../builder/builderStore.ts'
import { prefetchGrid } from '../grid/prefetchGrid.ts'
import { ExportDialog } from '../results/ExportDialog.tsx'
import type { KeptEdits } from '../../contract/keptEdits.ts'
import { KeptEditsBanner } from '../edits/KeptEditsBanner.tsx'
import { ResultsPanel } from '../results/ResultsPanel.tsx'
import { cancelTab, useIsRunning, useRun } from '../results/runsStore.ts'
import { useText, type Text } from '../text/text.ts'
import { Banner } from '../ui/Banner.tsx'
import type { SqlEditorHandle } from '../ui/createSqlEditor.ts'
import { Splitter } from '../ui/Splitter.tsx'
import { lazyComponent } from '../ui/lazyComponent.tsx'
import { toast } from '../ui/toast.ts'
import styles from './EditorPane.module.css'
import { explainCommands, runCommands } from './editorCommands.ts'
import { editorSizeOf } from './editorSizeOf.ts'
import { EditorToolbar } from './EditorToolbar.tsx'
import { explainScript } from './explainScript.ts'
import { placeError } from './placeError.ts'
import { RolledBackBanner } from './RolledBackBanner.tsx'
import { chosenStatements, runScript, runStatements } from './runScript.ts'
import type { RunScope } from './statementsToRun.ts'
import type { OpenTab } from './tabList.ts'
import { draftOf, noteDraft, useIsRowsTab, useTabs } from './tabsStore.ts'
import { SessionGoneBanner } from './SessionGoneBanner.tsx'
import { useTabSession } from './transactionsStore.ts'
import { useErrorMarks } from './useErrorMarks.ts'
import { useSqlAssistance } from './useSqlAssistance.ts'
import { useStatementAtCursor } from './useStatementAtCursor.ts'

const SqlEditor = lazyComponent(async () => (await import('../ui/SqlEditor.tsx')).SqlEditor)

/** The editor of the tab in front, its toolbar and what its last run gave. */
export function EditorPane({ tab }: { tab: OpenTab }) {
  const text = useText()
  const profile = useProfile(tab.profileId)
  const driver = useDriver(profile?.driverId)
  const dialect = driver?.dialect
  const canBuild = driver?.explorer === 'relations'
  const { results } = useLayout()
  const isNarrow = useIsNarrow()
  const editorSize = useEditorSize(useIsRowsTab(tab.id), results)
  const splitter = dialect?.splitter ?? 'none'
  const run = useRun(tab.id)
  const isRunning = useIsRunning(tab.id)
  const [editor, setEditor] = useState<SqlEditorHandle | null>(null)
  const isBuilding = useIsBuilding(tab.id)
  const statement = useStatementAtCursor(tab.id, splitter, { editor, isTextWanted: isBuilding })
  const { complete, help } = useSqlAssistance({
    profileId: tab.profileId,
    driverId: profile?.driverId,
    dialect,
    schema: useTabSession(tab.id).schema,
  })
  useErrorMarks(editor, tab.id, run)
  useEffect(() => (editor ? prefetchGrid() : undefined), [editor])
  const isToType = useTabs((state) => state.typingId === tab.id)
  useEffect(() => {
    if (isToType) editor?.focus()
  }, [editor, isToType])

  const inEditor = useCallback(
    () => ({
      tab,
      script: editor?.text() ?? draftOf(tab.id).text,
      selection: editor?.selection() ?? { from: 0, to: 0 },
    }),
    [editor, tab],
  )
  const start = useCallback(
    (scope: RunScope) => void runScript({ ...inEditor(), scope }),
    [inEditor],
  )
  const [exporting, setExporting] = useState<Awaited<ReturnType<typeof chosenStatements>>>(null)
  const startExport = useCallback(
    () => void chosenStatements({ ...inEditor(), scope: 'current' }).then(setExporting),
    [inEditor],
  )
  const explain = useCallback(
    (isMeasured: boolean) => void explainScript({ ...inEditor(), isMeasured }),
    [inEditor],
  )
  const plans = useDriver(profile?.driverId)?.capabilities.plans
  const format = useCallback(() => {
    if (editor) void formatIn(editor, splitter, text)
  }, [editor, splitter, text])
  useRegisterCommands(
    useMemo(
      () => [
        ...runCommands(text, { tabId: tab.id, start, startExport, format }),
        ...explainCommands(text, { plans, explain }),
      ],
      [text, tab.id, start, startExport, format, plans, explain],
    ),
  )

  /** A click on an error's place in the messages. */
  const goTo = (index: number, offset: number): void => {
    const failed = run?.statements[index]
    const place = failed && editor ? placeError(editor.text(), failed, offset) : null
    if (place !== null) editor?.reveal(place)
  }

  const openKept = ({ profileId, statement: sql }: KeptEdits): void => {
    const place = (editor?.text() ?? draftOf(tab.id).text).indexOf(sql)
    void runStatements({ ...tab, profileId }, [{ text: sql, start: Math.max(0, place) }])
  }

  /** Where there is no statement at the cursor, there is one then. */
  const putStatement = (sql: string): void => {
    if (!editor) return
    const at = draftOf(tab.id).cursorOffset
    const before = editor.text().slice(0, at).trimEnd()
    const range = statement.updateNow()
    const apart = range || before === '' ? '' : before.endsWith(';') ? '\n\n' : ';\n\n'
    editor.replaceText(apart + sql, range ?? { from: before.length, to: at })
    // The next click may come at once, and builds on this one.
    statement.updateNow()
  }

  return (
    <BuilderBeside
      tabId={tab.id}
      profileId={tab.profileId}
      dialect={canBuild ? dialect : undefined}
      statement={statement.text}
      onChange={putStatement}
    >
      <Splitter
        key={results}
        direction={results === 'beside' ? 'horizontal' : 'vertical'}
        label={text('editor.resultsHeight')}
        {...editorSize}
        firstMinSize={72}
        secondMinSize={isNarrow ? 40 : 72}
        first={
          <div className={styles.editor} data-environment={profile?.environment}>
            <div className={styles.code} data-pane>
              <LoadGuard message={text('editor.loadFailed')}>
                <SqlEditor
                  ref={setEditor}
                  label={text('editor.sqlEditor')}
                  documentId={tab.id}
                  initialText={draftOf(tab.id).text}
                  initialOffset={draftOf(tab.id).cursorOffset}
                  dialect={dialect ?? null}
                  isBusy={isRunning}
                  complete={complete}
                  help={help}
                  onChange={(typed) => {
                    noteDraft(tab.id, { text: typed })
                    statement.update()
                  }}
                  onCursor={(cursorOffset) => {
                    noteDraft(tab.id, { cursorOffset })
                    statement.update()
                  }}
                  onCancel={() => cancelTab(tab.id)}
                />
              </LoadGuard>
            </div>
            <EditorToolbar
              tab={tab}
              splitter={splitter}
              onRun={start}
              onExport={startExport}
              onFormat={format}
              onExplain={explain}
            />
            {exporting && (
              <ExportDialog
                source={{
                  kind: 'query',
                  statements: exporting.statements.map((each) => each.text),
                  parameters: exporting.parameters,
                }}
                title={tab.title}
                profileId={exporting.profileId}
                onClose={() => setExporting(null)}
              />
            )}
          </div>
        }
        second={
          <div className={styles.results}>
            <RolledBackBanner tabId={tab.id} />
            <SessionGoneBanner tabId={tab.id} />
            <KeptEditsBanner tabId={tab.id} onOpen={openKept} />
            <ResultsPanel
              key={tab.id}
              tabId={tab.id}
              profileId={tab.profileId}
              title={tab.title}
              onGoTo={goTo}
              onRunGone={(statements) => void runStatements(tab, statements)}
            />
          </div>
        }
      />
    </BuilderBeside>
  )
}

function useEditorSize(isOfRows: boolean, results: Layout['results']) {
  const kind = isOfRows ? 'rows' : 'script'
  const percents = usePreferences((state) => state.editorPercents)
  const isNarrow = useIsNarrow()
  const isBeside = results === 'beside'
  const firstSize = editorSizeOf({ kind, isBeside, isNarrow, percent: percents[kind] })
  if (isBeside) return { firstSize }
  if (isNarrow) return { firstSize, onFirstPercent: keepNothing }
  return {
    firstSize,
    onFirstPercent: (chosen: number) =>
      void choose({ editorPercents: { ...percents, [kind]: Math.round(chosen * 10) / 10 } }),
  }
}

/** What fits a narrow window is not what one wants in a wide one. */
const keepNothing = (): void => {}

/** The selection, or all of the text; one step of undo. */
async function formatIn(
  editor: SqlEditorHandle,
  splitter: Parameters<typeof import('./formatSql.ts').formatSql>[1],
  text: Text,
): Promise<void> {
  const { formatSql } = await import('./formatSql.ts')
  const script = editor.text()
  const { from, to } = editor.selection()
  const range = from < to ? { from, to } : { from: 0, to: script.length }
  try {
    editor.replaceText(formatSql(script.slice(range.from, range.to), splitter), range)
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : ''
    toast(text('editor.formatFailed', { reason }), 'error')
  }
}

/** Says so when the editor's code cannot be fetched, in its place and nowhere else. */
class LoadGuard extends Component<{ message: string; children: ReactNode }> {
  override state = { hasFailed: false }

  static getDerivedStateFromError() {
    return { hasFailed: true }
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children
    return <Banner severity="error">{this.props.message}</Banner>
  }
}
