import { Menu, type MenuItemConstructorOptions } from 'electron'
import type { NativeMenu } from '../../../contract/menus.ts'
import type { HostHooks } from '../../rpc/HostHooks.ts'
import { accelerator } from './accelerator.ts'

/** The menu bar: the system's own roles at first, then the commands of the window beside them. */
export function installMenu(): NonNullable<HostHooks['menus']> {
  const listeners = new Set<(id: string) => void>()
  const show = (menus: readonly NativeMenu[]): void =>
    Menu.setApplicationMenu(
      Menu.buildFromTemplate(
        template(menus, (id) => listeners.forEach((listener) => listener(id))),
      ),
    )
  show([])
  return {
    show,
    onChosen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

function template(
  menus: readonly NativeMenu[],
  onChosen: (id: string) => void,
): MenuItemConstructorOptions[] {
  const isMac = process.platform === 'darwin'
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    ...menus.map(({ label, lines }) => ({
      label,
      submenu: lines.map(({ id, label: title, keys }) => ({
        label: title,
        ...(keys !== null && { accelerator: accelerator(keys) }),
        // The page takes the keys itself: they depend on where the focus is.
        registerAccelerator: false,
        click: () => onChosen(id),
      })),
    })),
    {
      role: 'windowMenu',
      submenu: [
        { role: 'minimize' },
        { role: 'togglefullscreen' },
        { type: 'separator' },
        // Ctrl-R and F5 belong to running statements.
        { label: 'Reload Window', role: 'reload', accelerator: 'CmdOrCtrl+Alt+R' },
        { role: 'toggleDevTools' },
      ],
    },
  ]
}
