import type * as Monaco from 'monaco-editor/editor/editor.api'
import type { OfferedItem } from './sqlCompletion.ts'

type Focused = {
  readonly index: number
  readonly item: { readonly editStart: Monaco.IPosition; readonly completion: OfferedItem }
}
/** What of Monaco's popup has no public face. */
type SuggestController = Monaco.editor.IEditorContribution & {
  readonly widget: { readonly value: { getFocusedItem(): Focused | undefined } }
}

/**
 * Enter takes a suggestion that goes on what is typed, or that was gone to by the arrow keys. Otherwise it ends
 * the line: a finished word, or a name of one's own, must not become another. Tab takes in any case.
 */
export function isTakenByEnter({
  typed,
  label,
  index,
  isOffered = true,
}: {
  typed: string
  label: string
  index: number
  isOffered?: boolean | undefined
}): boolean {
  if (index > 0) return true
  const written = typed.replace(/^["`[]/, '').toLowerCase()
  return isOffered && label.length > written.length && label.toLowerCase().startsWith(written)
}

export function bindEnter(
  monaco: typeof Monaco,
  editor: Monaco.editor.IStandaloneCodeEditor,
): void {
  const controller = editor.getContribution<SuggestController>('editor.contrib.suggestController')
  const isTaken = (): boolean => {
    const focused = controller?.widget.value.getFocusedItem()
    const cursor = editor.getPosition()
    if (!focused || !cursor) return false
    const { editStart, completion } = focused.item
    const range = monaco.Range.fromPositions(editStart, cursor)
    const typed = editor.getModel()?.getValueInRange(range) ?? ''
    const { label } = completion.label
    return isTakenByEnter({
      typed,
      label,
      index: focused.index,
      isOffered: completion.isTakenByEnter,
    })
  }
  const press = (command: string, payload?: object): void =>
    editor.trigger('keyboard', command, payload)
  editor.addCommand(
    monaco.KeyCode.Enter,
    () => {
      if (isTaken()) return press('acceptSelectedSuggestion')
      press('hideSuggestWidget')
      press('type', { text: '\n' })
    },
    'suggestWidgetVisible && textInputFocus',
  )
}
