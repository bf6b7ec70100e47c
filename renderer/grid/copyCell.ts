import type { ResultState } from '../results/runState.ts'
import { formatBytes } from '../results/formatAmounts.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import type { Text } from '../text/text.ts'
import type { CellPlace } from '../ui/moveFocus.ts'
import { toast } from '../ui/toast.ts'
import type { CellContent } from './decodeWindow.ts'
import { readValue, valueText } from './value/readValue.ts'

/**
 * Puts the whole exact text of a cell on the clipboard; NULL copies as nothing. What is here as a
 * preview only is fetched first.
 */
export async function copyCell(
  result: ResultState,
  { row, column }: CellPlace,
  contentAt: (row: number, column: number) => CellContent | null,
  text: Text,
): Promise<void> {
  const content = contentAt(row, column)
  const here = content && wholeText(content)
  try {
    const copied = here ?? valueText(await readValue(result, { row, column })) ?? ''
    await navigator.clipboard.writeText(copied)
    if (here === null) toast(text('results.cellCopied', { size: formatBytes(copied.length) }))
  } catch (error) {
    const reason = errorLine(error)
    toast(text('results.copyFailed', { reason }), 'error')
  }
}

/** Null: only its beginning is here. */
function wholeText(content: CellContent): string | null {
  if (content.kind === 'null') return ''
  return content.sizeBytes === null ? content.text : null
}
