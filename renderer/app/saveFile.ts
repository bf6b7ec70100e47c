import { api } from '../api/api.ts'
import { text } from '../text/text.ts'
import { toast } from '../ui/toast.ts'
import { currentHost } from './hostStore.ts'

/** Puts bytes into a file: by the system's dialog where there is one, else as a download. */
export async function saveFile(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<void> {
  try {
    if (!currentHost()?.hasFileDialogs) return download(bytes, fileName)
    const path = await api.call('workspace.chooseSavePath', { suggestedName: fileName })
    if (path === null) return
    await api.call('workspace.saveFile', { path, bytes })
    toast(text('common.savedTo', { path }))
  } catch (error) {
    toast((error as Error).message, 'error')
  }
}

export function download(bytes: Uint8Array<ArrayBuffer>, fileName: string): void {
  const url = URL.createObjectURL(new Blob([bytes]))
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // After the browser has taken it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
