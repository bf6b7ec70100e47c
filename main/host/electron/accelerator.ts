const NAMES: Readonly<Record<string, string>> = {
  Mod: 'CommandOrControl',
  Ctrl: 'Control',
  ArrowUp: 'Up',
  ArrowDown: 'Down',
  ArrowLeft: 'Left',
  ArrowRight: 'Right',
  Enter: 'Return',
}

/** Keys such as `Mod+Shift+P` as Electron's menus write them. */
export const accelerator = (keys: string): string =>
  keys
    .split('+')
    .map((part) => NAMES[part] ?? part)
    .join('+')
