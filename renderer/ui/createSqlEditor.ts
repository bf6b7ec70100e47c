import * as monaco from 'monaco-editor/editor/editor.api'
import type { DialectInfo } from '../../contract/drivers.ts'
import './monacoFeatures.ts'
import { bindEnter } from './enterInPopup.ts'
import { followTheme } from './editorTheme.ts'
import { documentOf, type SqlDocument, type TextRange } from './sqlDocuments.ts'
import { completeIn, type Completer } from './sqlCompletion.ts'
import { helpIn, type Helper } from './sqlHelp.ts'
import { languageOf } from './sqlLanguage.ts'
import { surplusParenthesis } from './surplusParenthesis.ts'
import { followTextSize, textSize } from './textSize.ts'

export type SqlEditorOptions = {
  /** The accessible name. */
  readonly label: string
  readonly documentId: string
  /** Text and cursor of a document that is opened for the first time. */
  readonly initialText: string
  readonly initialOffset: number
  /** Null: plain text. */
  readonly dialect: DialectInfo | null
  /** Something runs that Esc cancels. */
  readonly isBusy: boolean
  readonly complete: Completer
  /** What a hover and the hints of arguments tell; nothing where left out. */
  readonly help?: Helper
  readonly onChange: (text: string) => void
  readonly onCursor: (offset: number) => void
  readonly onCancel: () => void
}

export type TextError = TextRange & { readonly message: string }

export type SqlEditorHandle = {
  text(): string
  /** Empty where nothing is selected: `from` equals `to`, the cursor. */
  selection(): TextRange
  /** One step of undo. */
  replaceText(text: string, range?: TextRange): void
  /** Marks its lines in the gutter. */
  markStatement(range: TextRange | null): void
  /** Underlines errors of the shown document until they are edited or marked anew. */
  markErrors(errors: readonly TextError[]): void
  reveal(offset: number): void
  focus(): void
  /** Its text and place are those of `options` where it is opened for the first time. */
  showDocument(documentId: string): void
  setDialect(dialect: DialectInfo | null): void
  setBusy(isBusy: boolean): void
  setLabel(label: string): void
  dispose(): void
}

const MARKER_OWNER = 'sluice'

/** The one place that knows Monaco's editor. Offsets are UTF-16 units; lines end with `\n`. */
export function createSqlEditor(
  host: HTMLElement,
  options: () => SqlEditorOptions,
): SqlEditorHandle {
  const stopTheme = followTheme(monaco)
  const editor = monaco.editor.create(host, editorOptions(options().label))
  const stopTextSize = followTextSize((size) => editor.updateOptions(linesOf(size)))
  const busy = editor.createContextKey<boolean>('isBusy', options().isBusy)
  const statement = editor.createDecorationsCollection()
  let shown: SqlDocument | null = null

  const model = (): monaco.editor.ITextModel => shown!.model
  const range = ({ from, to }: TextRange): monaco.Range =>
    monaco.Range.fromPositions(model().getPositionAt(from), model().getPositionAt(to))

  function showDocument(documentId: string): void {
    const next = documentOf(documentId, () => openDocument(options()))
    if (next === shown) return
    if (shown) shown.viewState = editor.saveViewState()
    shown = next
    editor.setModel(next.model)
    completeIn(monaco, next.model, (text, offset) => options().complete(text, offset))
    helpIn(monaco, next.model, () => options().help)
    if (next.viewState) editor.restoreViewState(next.viewState)
    else placeCursor(editor, options().initialOffset)
  }

  function dropSurplus(): void {
    const cursor = editor.getPosition()
    if (!cursor) return
    const offset = model().getOffsetAt(cursor)
    const splitter = options().dialect?.splitter ?? 'none'
    const surplus = surplusParenthesis(model().getValue(), offset, splitter)
    if (surplus) editor.executeEdits('sluice', [{ range: range(surplus), text: '' }])
  }

  showDocument(options().documentId)
  bindKeys(editor, options)
  bindEnter(monaco, editor)
  const listeners = [
    editor.onDidChangeModelContent((event) => {
      clearEditedErrors(model(), event)
      options().onChange(model().getValue())
      const isTyped = !event.isUndoing && !event.isRedoing && event.changes.length === 1
      // The editor is in the middle of the change still.
      if (isTyped && event.changes[0]!.text.trim() === ')') queueMicrotask(dropSurplus)
    }),
    editor.onDidChangeCursorPosition(({ position }) => {
      options().onCursor(model().getOffsetAt(position))
    }),
  ]

  return {
    text: () => model().getValue(),
    selection() {
      const selected = editor.getSelection() ?? new monaco.Selection(1, 1, 1, 1)
      return {
        from: model().getOffsetAt(selected.getStartPosition()),
        to: model().getOffsetAt(selected.getEndPosition()),
      }
    },
    replaceText(text, replaced) {
      editor.pushUndoStop()
      const target = replaced ? range(replaced) : model().getFullModelRange()
      editor.executeEdits('sluice', [{ range: target, text }])
      editor.pushUndoStop()
    },
    markStatement(marked) {
      const wanted = marked && range(marked)
      // Monaco draws the editor anew for every change of a mark.
      if (!isOnSameLines(statement.getRange(0), wanted))
        statement.set(wanted ? [statementMark(wanted)] : [])
    },
    markErrors(errors) {
      const markers = errors.map((error) => ({
        ...rangeOf(range(error)),
        message: error.message,
        severity: monaco.MarkerSeverity.Error,
      }))
      monaco.editor.setModelMarkers(model(), MARKER_OWNER, markers)
    },
    reveal(offset) {
      placeCursor(editor, offset)
      editor.focus()
    },
    focus: () => editor.focus(),
    showDocument,
    setDialect: (dialect) => monaco.editor.setModelLanguage(model(), languageOf(monaco, dialect)),
    setBusy: (isBusy) => busy.set(isBusy),
    setLabel: (ariaLabel) => editor.updateOptions({ ariaLabel }),
    dispose() {
      if (shown) shown.viewState = editor.saveViewState()
      for (const listener of listeners) listener.dispose()
      editor.dispose()
      stopTheme()
      stopTextSize()
    },
  }
}

function openDocument({ initialText, dialect }: SqlEditorOptions): SqlDocument {
  const model = monaco.editor.createModel(initialText, languageOf(monaco, dialect))
  // Offsets in the text and in the model must agree on every system.
  model.setEOL(monaco.editor.EndOfLineSequence.LF)
  model.updateOptions({
    tabSize: 2,
    insertSpaces: true,
    bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
  })
  return { model, viewState: null }
}

function placeCursor(editor: monaco.editor.ICodeEditor, offset: number): void {
  const position = editor.getModel()?.getPositionAt(offset)
  if (!position) return
  editor.setPosition(position)
  editor.revealPositionInCenterIfOutsideViewport(position)
}

/** Other keys belong to commands of the window, which sees them first. */
function bindKeys(editor: monaco.editor.IStandaloneCodeEditor, options: () => SqlEditorOptions) {
  editor.addCommand(
    monaco.KeyCode.Escape,
    () => options().onCancel(),
    'isBusy && !suggestWidgetVisible && !findWidgetVisible && !editorHasMultipleSelections',
  )
}

/** What was edited is no longer the text that the server complained about. */
function clearEditedErrors(
  model: monaco.editor.ITextModel,
  { changes }: monaco.editor.IModelContentChangedEvent,
): void {
  const markers = monaco.editor.getModelMarkers({ owner: MARKER_OWNER, resource: model.uri })
  const isEdited = (marker: monaco.editor.IMarker): boolean =>
    changes.some(({ range }) => monaco.Range.areIntersectingOrTouching(range, marker))
  if (markers.some(isEdited)) {
    const rest = markers.filter((marker) => !isEdited(marker))
    monaco.editor.setModelMarkers(model, MARKER_OWNER, rest)
  }
}

const statementMark = (range: monaco.Range): monaco.editor.IModelDeltaDecoration => ({
  range,
  options: { isWholeLine: true, linesDecorationsClassName: 'statement-mark' },
})

const isOnSameLines = (a: monaco.Range | null, b: monaco.Range | null): boolean =>
  a?.startLineNumber === b?.startLineNumber && a?.endLineNumber === b?.endLineNumber

const rangeOf = ({ startLineNumber, startColumn, endLineNumber, endColumn }: monaco.Range) => ({
  startLineNumber,
  startColumn,
  endLineNumber,
  endColumn,
})

const linesOf = (size: number) => ({ fontSize: size, lineHeight: size + 7 })

const editorOptions = (label: string): monaco.editor.IStandaloneEditorConstructionOptions => ({
  model: null,
  ariaLabel: label,
  automaticLayout: true,
  // A real text area: known to every screen reader and input method.
  editContext: false,
  fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--font-mono'),
  ...linesOf(textSize()),
  fontLigatures: false,
  padding: { top: 8, bottom: 8 },
  lineNumbersMinChars: 3,
  lineDecorationsWidth: 16,
  glyphMargin: false,
  folding: false,
  minimap: { enabled: false },
  overviewRulerBorder: false,
  hideCursorInOverviewRuler: true,
  renderLineHighlight: 'none',
  renderFinalNewline: 'on',
  scrollBeyondLastLine: false,
  scrollbar: { verticalScrollbarSize: 10, horizontalScrollbarSize: 10, useShadows: false },
  stickyScroll: { enabled: false },
  guides: { indentation: false },
  occurrencesHighlight: 'off',
  selectionHighlight: false,
  links: false,
  wordBasedSuggestions: 'off',
  // Whoever types `sel` most likely means SELECT.
  snippetSuggestions: 'bottom',
  quickSuggestions: { other: true, comments: false, strings: false },
  suggest: {
    showWords: false,
    showStatusBar: false,
    preview: false,
    snippetsPreventQuickSuggestions: false,
  },
  hover: { delay: 400 },
  unicodeHighlight: { ambiguousCharacters: false },
  fixedOverflowWidgets: true,
})
