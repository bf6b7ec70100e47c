import { useEffect, useMemo } from 'react'
import type { ZoomChange } from '../../contract/menus.ts'
import { api } from '../api/api.ts'
import { useText } from '../text/text.ts'
import { runCommand, useCommands, useRegisterCommands, type Command } from './commands.ts'
import { useHost } from './hostStore.ts'
import { nativeMenus } from './nativeMenus.ts'
import { usePreferences } from './preferencesStore.ts'

/** Commands come and go with what is on screen. */
const PAUSE_MS = 300

/** In a window of the desktop: the commands in its menu bar, and the zoom that a browser has itself. */
export function useNativeMenus(): void {
  const text = useText()
  const isDesktop = useHost()?.kind === 'electron'
  const known = useCommands((state) => state.known)
  const choices = usePreferences(({ keys }) => keys)
  useRegisterCommands(
    useMemo((): Command[] => {
      if (!isDesktop) return []
      const category = text('shell.categoryView')
      const zoom = (change: ZoomChange) => () => api.call('menus.zoom', { change })
      return [
        {
          id: 'view.zoomIn',
          title: text('shell.zoomIn'),
          category,
          keys: 'Mod+=',
          run: zoom('in'),
        },
        {
          id: 'view.zoomOut',
          title: text('shell.zoomOut'),
          category,
          keys: 'Mod+-',
          run: zoom('out'),
        },
        {
          id: 'view.zoomReset',
          title: text('shell.zoomReset'),
          category,
          keys: 'Mod+0',
          run: zoom('reset'),
        },
      ]
    }, [isDesktop, text]),
  )

  useEffect(
    () => (isDesktop ? api.subscribe('menus.chosen', {}, ({ id }) => runCommand(id)) : undefined),
    [isDesktop],
  )
  useEffect(() => {
    if (!isDesktop) return
    const show = (): void => {
      const menus = nativeMenus(known.values(), choices)
      api.call('menus.show', { menus }).catch((error: Error) => console.error(error.message))
    }
    const timer = setTimeout(show, PAUSE_MS)
    return () => clearTimeout(timer)
  }, [isDesktop, known, choices])
}
