import type * as Monaco from 'monaco-editor/editor/editor.api'
import type { TextRange } from './sqlDocuments.ts'

/** What is told about a place in the text: a heading in code, then lines below. */
export type TextHelp = TextRange & { readonly code: string; readonly lines: readonly string[] }

/** A call that is being written. */
export type CallSignature = {
  readonly signature: string
  readonly parameters: readonly string[]
  readonly active: number
}

/** What an editor can be asked about its text. */
export type Helper = {
  describe(text: string, offset: number): Promise<TextHelp | null>
  signature(text: string, offset: number): CallSignature | null
}

const helpers = new WeakMap<Monaco.editor.ITextModel, () => Helper | undefined>()
let isRegistered = false

/** Hover and argument hints of one document; Monaco itself knows only providers of a whole language. */
export function helpIn(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  helper: () => Helper | undefined,
): void {
  helpers.set(model, helper)
  if (isRegistered) return
  isRegistered = true
  monaco.languages.registerHoverProvider('*', {
    provideHover: (asked, position) => hoverAt(monaco, asked, position),
  })
  monaco.languages.registerSignatureHelpProvider('*', {
    signatureHelpTriggerCharacters: ['(', ','],
    signatureHelpRetriggerCharacters: [')'],
    provideSignatureHelp: (asked, position) => signatureAt(asked, position),
  })
}

async function hoverAt(
  monaco: typeof Monaco,
  model: Monaco.editor.ITextModel,
  position: Monaco.Position,
): Promise<Monaco.languages.Hover | null> {
  const help = await helpers.get(model)?.()?.describe(model.getValue(), model.getOffsetAt(position))
  if (!help || model.isDisposed()) return null
  const [start, end] = [model.getPositionAt(help.from), model.getPositionAt(help.to)]
  return {
    range: monaco.Range.fromPositions(start, end),
    contents: [
      { value: `\`\`\`plaintext\n${help.code}\n\`\`\`` },
      ...help.lines.map((line) => ({ value: asPlain(line) })),
    ],
  }
}

function signatureAt(
  model: Monaco.editor.ITextModel,
  position: Monaco.Position,
): Monaco.languages.SignatureHelpResult | null {
  const call = helpers.get(model)?.()?.signature(model.getValue(), model.getOffsetAt(position))
  if (!call) return null
  const { signature, parameters, active } = call
  return {
    value: {
      signatures: [{ label: signature, parameters: parameters.map((label) => ({ label })) }],
      activeSignature: 0,
      activeParameter: Math.max(0, active),
    },
    dispose: () => {},
  }
}

/** What a database says of its columns is no Markdown. */
const asPlain = (text: string): string => text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&$]/g, '\\$&')
