import { useEffect } from 'react'
import { create } from 'zustand'

const useOpenCount = create<{ count: number }>()(() => ({ count: 0 }))

/** Counts the dialog that asks for it while it is drawn. */
export function useAsOpenDialog(): void {
  useEffect(() => {
    const add = (change: number): void =>
      useOpenCount.setState(({ count }) => ({ count: count + change }))
    add(1)
    return () => add(-1)
  }, [])
}

/**
 * Whether a dialog stands over the window. Not asked in style sheets: `:root:has(…)` would have the style
 * of the whole window worked out anew at each change in it.
 */
export const useIsDialogOpen = (): boolean => useOpenCount(({ count }) => count > 0)
