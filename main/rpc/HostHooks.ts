import type { NativeMenu, ZoomChange } from '../../contract/menus.ts'
import type { HostInfo } from '../../contract/workspace.ts'
import type { OpenDownload } from '../transfer/ExportSink.ts'

/** What a host offers beyond carrying messages. A hook left out: the host cannot do it. */
export type HostHooks = {
  info: Pick<HostInfo, 'kind' | 'version' | 'platform'>
  /** Asks with the system's dialog; null when the user gave up. */
  chooseSavePath?: (suggestedName: string) => Promise<string | null>
  chooseOpenPath?: () => Promise<string | null>
  /** Shows a notification on the desktop; a click on it brings the window forward as well. */
  notify?: (note: { title: string; body: string; onClick: () => void }) => void
  /** The system's menu bar; `onChosen` tells commands by their ids and gives back how to stop. */
  menus?: {
    show: (menus: readonly NativeMenu[]) => void
    onChosen: (listener: (id: string) => void) => () => void
  }
  /** Of the whole window. */
  zoom?: (change: ZoomChange) => void
  /** Removes a file that a browser sent up; does nothing for any other path. */
  discardUpload?: (path: string) => Promise<void>
  /** Hands a file to the browser. */
  openDownload?: OpenDownload
}
