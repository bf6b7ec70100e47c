import { useEffect } from 'react'
import { create } from 'zustand'
import type { Column } from '../../contract/columns.ts'
import type { ColumnLayout } from '../../contract/workspace.ts'
import { api } from '../api/api.ts'
import { layoutKey, PLAIN_LAYOUT } from './columnLayout.ts'

/** By the columns they are for. */
const store = create<{ layouts: Readonly<Record<string, ColumnLayout>> }>()(() => ({
  layouts: {},
}))
const asked = new Set<string>()

/** How the columns of such results are laid out; as they came until the last choice is here. */
export function useColumnLayout(columns: readonly Column[]): ColumnLayout {
  const key = layoutKey(columns)
  useEffect(() => void restore(key), [key])
  return store(({ layouts }) => layouts[key]) ?? PLAIN_LAYOUT
}

/** Changes a layout at once and keeps it for the next result of these columns. */
export function changeLayout(
  columns: readonly Column[],
  change: (layout: ColumnLayout) => ColumnLayout,
): void {
  const key = layoutKey(columns)
  const layout = change(store.getState().layouts[key] ?? PLAIN_LAYOUT)
  set(key, layout)
  // A layout that is lost costs a drag of the mouse; nobody is held up for it.
  api.call('workspace.saveColumnLayout', { columns: key, layout }).catch(() => {})
}

async function restore(key: string): Promise<void> {
  if (asked.has(key)) return
  asked.add(key)
  try {
    const layout = await api.call('workspace.columnLayout', { columns: key })
    if (layout && !store.getState().layouts[key]) set(key, layout)
  } catch {
    asked.delete(key)
  }
}

const set = (key: string, layout: ColumnLayout): void =>
  store.setState(({ layouts }) => ({ layouts: { ...layouts, [key]: layout } }))
