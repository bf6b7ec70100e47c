import { useMemo } from 'react'
import type { CopyFormat } from '../../contract/copies.ts'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { gridCommands } from './gridCommands.ts'
import { showPanel } from './displayStore.ts'
import type { Opened } from './opened.ts'

type GridCommandParts = {
  readonly open: (opened: Opened) => void
  readonly copy: (format: CopyFormat) => void
}

/** Offers what a grid can do as commands. */
export function useGridCommands({ open, copy }: GridCommandParts): void {
  const text = useText()
  useRegisterCommands(
    useMemo(
      (): Command[] => gridCommands(text, { open, copy, show: showPanel }),
      [text, open, copy],
    ),
  )
}
