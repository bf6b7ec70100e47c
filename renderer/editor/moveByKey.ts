import type { KeyboardEvent } from 'react'
import { stepFrom } from './tabList.ts'
import { idsBeside, useTabs } from './tabsStore.ts'

/** Keys on a tab: arrows, Home and End move along the strip, Delete closes. */
export function moveByKey(event: KeyboardEvent<HTMLElement>): void {
  const state = useTabs.getState()
  const target = tabForKey(event.key, idsBeside(state), state.activeId)
  if (event.key === 'Delete' && state.activeId !== null) state.closeTab(state.activeId)
  else if (target !== null) state.activate(target)
  else return
  event.preventDefault()
  const list = event.currentTarget.closest('[role=tablist]')
  // After the selected tab has been drawn anew.
  requestAnimationFrame(() =>
    list?.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus(),
  )
}

function tabForKey(key: string, ids: readonly string[], activeId: string | null): string | null {
  switch (key) {
    case 'ArrowLeft':
      return stepFrom(ids, activeId, -1)
    case 'ArrowRight':
      return stepFrom(ids, activeId, 1)
    case 'Home':
      return ids[0] ?? null
    case 'End':
      return ids.at(-1) ?? null
    default:
      return null
  }
}
