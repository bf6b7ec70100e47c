import type * as Monaco from 'monaco-editor/editor/editor.api'
import { readToken } from './readToken.ts'
import { toHexColour } from './toHexColour.ts'

const THEME = 'sluice'

/** Feeds Monaco's theme from the tokens, now and whenever the window's theme changes. */
export function followTheme(monaco: typeof Monaco): () => void {
  const apply = (): void => {
    monaco.editor.defineTheme(THEME, themeFromTokens())
    monaco.editor.setTheme(THEME)
  }
  apply()
  const observer = new MutationObserver(apply)
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  return () => observer.disconnect()
}

const colour = (name: `--${string}`): string => toHexColour(readToken(name))

function themeFromTokens(): Monaco.editor.IStandaloneThemeData {
  const isDark = document.documentElement.dataset['scheme'] === 'dark'
  const ink = (token: string, name: `--${string}`, fontStyle = '') => ({
    token,
    foreground: colour(name).slice(1),
    fontStyle,
  })
  return {
    base: isDark ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      ink('', '--text'),
      ink('keyword', '--accent'),
      ink('operator', '--text-dim'),
      ink('delimiter', '--text-dim'),
      ink('string', '--green'),
      ink('number', '--amber'),
      ink('predefined', '--text'),
      ink('comment', '--text-faint', 'italic'),
    ],
    colors: {
      'editor.background': colour('--surface'),
      'editor.foreground': colour('--text'),
      'editor.selectionBackground': colour('--selected'),
      'editor.inactiveSelectionBackground': colour('--selected-quiet'),
      'editorLineNumber.foreground': colour('--text-faint'),
      'editorLineNumber.activeForeground': colour('--text'),
      'editorCursor.foreground': colour('--text'),
      'editorBracketMatch.background': colour('--selected-quiet'),
      'editorBracketMatch.border': colour('--border-strong'),
      'editorError.foreground': colour('--red'),
      'editorWidget.background': colour('--surface-raised'),
      'editorWidget.foreground': colour('--text'),
      'editorWidget.border': colour('--border'),
      'editorSuggestWidget.background': colour('--surface-raised'),
      'editorSuggestWidget.border': colour('--border'),
      'editorSuggestWidget.foreground': colour('--text'),
      'editorSuggestWidget.selectedBackground': colour('--selected'),
      'editorSuggestWidget.selectedForeground': colour('--text'),
      'editorSuggestWidget.highlightForeground': colour('--accent'),
      'editorSuggestWidget.focusHighlightForeground': colour('--accent'),
      'editorHoverWidget.background': colour('--surface-raised'),
      'editorHoverWidget.border': colour('--border'),
      'input.background': colour('--surface'),
      'input.foreground': colour('--text'),
      'input.border': colour('--border-strong'),
      'menu.background': colour('--surface-raised'),
      'menu.foreground': colour('--text'),
      'menu.selectionBackground': colour('--selected'),
      'menu.selectionForeground': colour('--text'),
      'menu.border': colour('--border'),
      'scrollbarSlider.background': `${colour('--border-strong')}55`,
      'scrollbarSlider.hoverBackground': `${colour('--border-strong')}88`,
      'scrollbarSlider.activeBackground': `${colour('--border-strong')}aa`,
      focusBorder: colour('--focus'),
    },
  }
}
