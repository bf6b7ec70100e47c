import type { editor } from 'monaco-editor/editor/editor.api'

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
