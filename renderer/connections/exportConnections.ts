import { api } from '../api/api.ts'
import { saveFile } from '../app/saveFile.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { toast } from '../ui/toast.ts'

/** Writes all connections, without passwords, to a file that can be imported again. */
export async function exportConnections(): Promise<void> {
  try {
    const text = await api.call('profiles.export', {})
    await saveFile(new TextEncoder().encode(text), 'sluice-connections.json')
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}
