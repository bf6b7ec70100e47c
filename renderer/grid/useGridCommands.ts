import { useEffect, useMemo } from 'react'
import type { CopyFormat } from '../../contract/copies.ts'
import { type Command, useRegisterCommands } from '../app/commands.ts'
import { useText } from '../text/text.ts'
import { gridCommands } from './gridCommands.ts'
import { gridMenuCommands, type GridMenus } from './gridMenuCommands.ts'
import { showPanel } from './displayStore.ts'
import type { Opened } from './opened.ts'

type GridCommandParts = {
  readonly resultId: string
  readonly open: (opened: Opened) => void
  readonly copy: (format: CopyFormat) => void
  readonly menus: GridMenus
}

/** By result, beside React: they change with every move, and are asked for by commands only. */
const menusNow = new Map<string, GridMenus>()

/** Offers what a grid can do as commands. */
export function useGridCommands({ resultId, open, copy, menus }: GridCommandParts): void {
  const text = useText()
  useEffect(() => {
    menusNow.set(resultId, menus)
  })
  useEffect(() => () => void menusNow.delete(resultId), [resultId])
  useRegisterCommands(
    useMemo(
      (): Command[] => [
        ...gridCommands(text, { open, copy, show: showPanel }),
        ...gridMenuCommands(text, {
          column: () => menusNow.get(resultId)?.column() ?? null,
          cell: () => menusNow.get(resultId)?.cell() ?? null,
        }),
      ],
      [text, resultId, open, copy],
    ),
  )
}
