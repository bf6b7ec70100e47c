import type * as Monaco from 'monaco-editor/editor/editor.api'
import { wantedAfterSpace } from './afterSpace.ts'
import { filterTextOf, isTooShortInside } from './filterTextOf.ts'
import { nextFrameDrawn } from './nextFrame.ts'

export type SuggestionKind =
  | 'keyword'
  | 'function'
  | 'table'
  | 'view'
  | 'column'
  | 'schema'
  | 'alias'
  | 'join'
  | 'snippet'
  | 'value'

export type EditorSuggestion = {
  readonly kind: SuggestionKind
  readonly label: string
  readonly insertText: string
  readonly detail: string
  /** A function with arguments: the cursor goes between its parentheses. */
  readonly isCall?: boolean
  /** False: a name of one's own may stand here as well, so that Enter is for the end of the line. */
  readonly isTakenByEnter?: boolean
}

/** As Monaco is given it, with what it carries along unread. */
export type OfferedItem = {
  readonly label: Monaco.languages.CompletionItemLabel
  readonly isTakenByEnter: boolean | undefined
}

/** Suggestions in order, for the text from `from` to `to`. */
export type EditorCompletion = {
  readonly from: number
  readonly to: number
  readonly suggestions: readonly EditorSuggestion[]
  readonly isIncomplete: boolean
}

export type Completer = (text: string, offset: number) => Promise<EditorCompletion | null>

/** Only behind certain words: see `wantedAfterSpace`. */
const SPACES = [' ', '(']

const completers = new WeakMap<Monaco.editor.ITextModel, Completer>()
let isRegistered = false

/** Completion of one document; Monaco itself knows only providers of a whole language. */
export function completeIn(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  completer: Completer,
): void {
  completers.set(model, completer)
  if (isRegistered) return
  isRegistered = true
  monaco.languages.registerCompletionItemProvider('*', {
    triggerCharacters: ['.', '"', '`', '[', "'", ...SPACES],
    provideCompletionItems: (asked, position, { triggerCharacter }, token) =>
      suggestionsAt(monaco, asked, { position, triggerCharacter, token }),
  })
}

type Place = {
  readonly position: Monaco.Position
  readonly triggerCharacter: string | undefined
  readonly token: Monaco.CancellationToken
}

const drawnVersions = new WeakMap<Monaco.editor.ITextModel, number>()

/** Who types sees the letter before the suggestions for it are looked for and drawn. */
async function untilDrawn(model: Monaco.editor.ITextModel): Promise<void> {
  const version = model.getVersionId()
  if (drawnVersions.get(model) === version) return
  await nextFrameDrawn()
  drawnVersions.set(model, version)
}

async function suggestionsAt(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  { position, triggerCharacter, token }: Place,
): Promise<Monaco.languages.CompletionList> {
  const offset = model.getOffsetAt(position)
  const isSpace = triggerCharacter !== undefined && SPACES.includes(triggerCharacter)
  const line = model.getLineContent(position.lineNumber).slice(0, position.column - 1)
  const wanted = isSpace ? wantedAfterSpace(line) : []
  if (!wanted) return { suggestions: [] }
  // As it is now: meanwhile more may be typed.
  const script = model.getValue()
  await untilDrawn(model)
  if (token.isCancellationRequested) return { suggestions: [] }
  const completion = await completers.get(model)?.(script, offset)
  if (!completion || model.isDisposed()) return { suggestions: [] }
  // A quote that closes is the end of a name or a text: nobody asked for more.
  const isClosing = triggerCharacter !== undefined && triggerCharacter !== '.' && !isSpace
  if (isClosing && completion.from === offset) return { suggestions: [] }
  const { from, to, suggestions, isIncomplete } = completion
  if (isSpace && !suggestions.some(({ kind }) => wanted.includes(kind))) return { suggestions: [] }
  const range = monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to))
  const typed = script.slice(from, offset)
  const isCalled = script[offset] === '('
  return {
    incomplete: isIncomplete || isTooShortInside(typed),
    suggestions: suggestions.map((suggestion, index) => ({
      label: { label: suggestion.label, description: detailOf(suggestion) },
      kind: kindOf(monaco, suggestion.kind),
      ...insertionOf(monaco, suggestion, isCalled),
      filterText: filterTextOf(suggestion, typed),
      // Who only typed a space may want the next line.
      isTakenByEnter: isSpace ? false : suggestion.isTakenByEnter,
      sortText: String(index).padStart(6, '0'),
      range,
    })),
  }
}

/** Where Enter ends the line, it is told which key takes. */
const detailOf = ({ detail, isTakenByEnter }: EditorSuggestion): string =>
  isTakenByEnter === false ? 'Tab' : detail

/** Text with tab stops for a snippet, and for a call whose parentheses are not there yet. */
function insertionOf(
  { languages }: typeof Monaco,
  { kind, insertText, isCall }: EditorSuggestion,
  isCalled: boolean,
): Pick<Monaco.languages.CompletionItem, 'insertText' | 'insertTextRules' | 'command'> {
  const insertTextRules = languages.CompletionItemInsertTextRule.InsertAsSnippet
  if (kind === 'snippet') return { insertText, insertTextRules }
  if (!isCall || isCalled) return { insertText }
  const command = { id: 'editor.action.triggerParameterHints', title: '' }
  return { insertText: `${insertText}($0)`, insertTextRules, command }
}

function kindOf({ languages }: typeof Monaco, kind: SuggestionKind) {
  const { CompletionItemKind } = languages
  switch (kind) {
    case 'keyword':
      return CompletionItemKind.Keyword
    case 'function':
      return CompletionItemKind.Function
    case 'table':
      return CompletionItemKind.Struct
    case 'view':
      return CompletionItemKind.Interface
    case 'column':
      return CompletionItemKind.Field
    case 'schema':
      return CompletionItemKind.Module
    case 'alias':
      return CompletionItemKind.Variable
    case 'join':
      return CompletionItemKind.Reference
    case 'snippet':
      return CompletionItemKind.Snippet
    case 'value':
      return CompletionItemKind.EnumMember
  }
}
