import { api } from '../api/api.ts'
import { currentHost } from '../app/hostStore.ts'
import type { Text } from '../text/text.ts'
import { downloadAs } from '../ui/downloadAs.ts'
import { toast } from '../ui/toast.ts'

const FILE_NAME = 'sluice-connections.json'

/** Writes all connections, without passwords, to a file that can be imported again. */
export async function exportConnections(text: Text): Promise<void> {
  try {
    if (!currentHost()?.hasFileDialogs) {
      const exported = await api.call('profiles.export', {})
      downloadAs(FILE_NAME, exported.text)
      return
    }
    const path = await api.call('workspace.chooseSavePath', { suggestedName: FILE_NAME })
    if (path === null) return
    const { count } = await api.call('profiles.export', { path })
    toast(text('connections.exported', { count, path }))
  } catch (error) {
    toast((error as Error).message, 'error')
  }
}
