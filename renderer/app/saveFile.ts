import { api } from '../api/api.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { text } from '../text/text.ts'
import { downloadAs } from '../ui/downloadAs.ts'
import { toast } from '../ui/toast.ts'
import { currentHost } from './hostStore.ts'

/** Puts bytes into a file: by the system's dialog where there is one, else as a download. */
export async function saveFile(bytes: Uint8Array<ArrayBuffer>, fileName: string): Promise<void> {
  try {
    if (!currentHost()?.hasFileDialogs) return downloadAs(fileName, bytes)
    const path = await api.call('workspace.chooseSavePath', { suggestedName: fileName })
    if (path === null) return
    await api.call('workspace.saveFile', { path, bytes })
    toast(text('common.savedTo', { path }))
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}
