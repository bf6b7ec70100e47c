import { useMemo } from 'react'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import type { GridEdits } from '../ui/dataGrid.ts'
import { editCommandsOf } from './editCommands.ts'
import { discardStage } from './editsStore.ts'

const NONE: readonly Command[] = []

/** Offers what can be done with the rows of a result, where they can be changed. */
export function useEditCommands(edits: GridEdits | null, resultId: string): void {
  const text = useText()
  useRegisterCommands(
    useMemo(
      () =>
        edits
          ? editCommandsOf(text, { run: edits.onCommand, discard: () => discardStage(resultId) })
          : NONE,
      [text, edits, resultId],
    ),
  )
}
