import type { editor } from 'monaco-editor/editor/editor.api'
import { changedPart } from './changedPart.ts'

export type TextRange = { readonly from: number; readonly to: number }

/** An open text with its undo history and, while it is not shown, its place and selection. */
export type SqlDocument = {
  readonly model: editor.ITextModel
  viewState: editor.ICodeEditorViewState | null
}

const documents = new Map<string, SqlDocument>()

/** The document of that id, opened when it is not yet. */
export function documentOf(documentId: string, open: () => SqlDocument): SqlDocument {
  const known = documents.get(documentId)
  if (known) return known
  const opened = open()
  documents.set(documentId, opened)
  return opened
}

export function closeDocument(documentId: string): void {
  documents.get(documentId)?.model.dispose()
  documents.delete(documentId)
}

/** The text goes on, with its undo history, as a document of another id. */
export function moveDocument(documentId: string, toId: string): void {
  const moved = documents.get(documentId)
  if (moved) documents.set(toId, moved)
  documents.delete(documentId)
}

/** Another text from outside, as one step of undo; cursors stay where they can. */
export function replaceDocument(documentId: string, text: string): void {
  const model = documents.get(documentId)?.model
  if (!model) return
  const part = changedPart(model.getValue(), text)
  if (part.from === part.to && part.text === '') return
  const from = model.getPositionAt(part.from)
  const to = model.getPositionAt(part.to)
  const range = {
    ...{ startLineNumber: from.lineNumber, startColumn: from.column },
    ...{ endLineNumber: to.lineNumber, endColumn: to.column },
  }
  model.pushStackElement()
  model.pushEditOperations([], [{ range, text: part.text }], () => null)
  model.pushStackElement()
}
