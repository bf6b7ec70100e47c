import { useEffect, useMemo, useRef } from 'react'
import type { CopyFormat } from '../../contract/copies.ts'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { gridCommands } from './gridCommands.ts'
import { gridMenuCommands, type GridMenus } from './gridMenuCommands.ts'
import { showPanel } from './displayStore.ts'
import type { Opened } from './opened.ts'

type GridCommandParts = {
  readonly open: (opened: Opened) => void
  readonly copy: (format: CopyFormat) => void
  readonly menus: GridMenus
}

/** Offers what a grid can do as commands. */
export function useGridCommands({ open, copy, menus }: GridCommandParts): void {
  const text = useText()
  const latest = useRef(menus)
  useEffect(() => {
    latest.current = menus
  })
  useRegisterCommands(
    useMemo(
      (): Command[] => [
        ...gridCommands(text, { open, copy, show: showPanel }),
        ...gridMenuCommands(text, {
          column: () => latest.current.column(),
          cell: () => latest.current.cell(),
        }),
      ],
      [text, open, copy],
    ),
  )
}
