import { useEffect } from 'react'
import { useCommands } from './commands.ts'
import { commandForKeys, isMac } from './keys.ts'
import { usePreferences } from './preferencesStore.ts'

/** Runs commands by their keys, wherever the focus is, except behind a dialog. */
export function useCommandKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) return
      const target = event.target instanceof Element ? event.target : document.body
      if (target.closest('[role="dialog"], [role="alertdialog"], [role="menu"]')) return
      const command = commandForKeys(event, useCommands.getState().commands.values(), {
        isMac,
        isTyping: target.matches('input, textarea, select, [contenteditable="true"]'),
        choices: usePreferences.getState().keys,
        isWithin: (selector) => target.closest(selector) !== null,
      })
      if (!command) return
      event.preventDefault()
      event.stopPropagation()
      void command.run()
    }
    // Before the editor and the grid see them: keys that the user chose go before their own.
    window.addEventListener('keydown', onKeyDown, { capture: true })
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true })
  }, [])
}
