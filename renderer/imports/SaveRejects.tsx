import { Download } from 'lucide-react'
import { api } from '../api/api.ts'
import { useHost } from '../app/hostStore.ts'
import { errorLine } from '../text/errorInLanguage.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { startDownload } from '../ui/startDownload.ts'
import { toast } from '../ui/toast.ts'

type SaveRejectsProps = { importId: string; table: string }

/** Brings the rows that were kept aside into a file. */
export function SaveRejects({ importId, table }: SaveRejectsProps) {
  const text = useText()
  const hasFileDialogs = useHost()?.hasFileDialogs ?? false
  const save = async (): Promise<void> => {
    const fileName = `${table.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}-rejects.csv`
    try {
      if (!hasFileDialogs) {
        const target = { kind: 'download', fileName } as const
        const { url } = await api.call('imports.saveRejects', { importId, target })
        if (url !== null) startDownload(url)
        return
      }
      const path = await api.call('workspace.chooseSavePath', { suggestedName: fileName })
      if (path === null) return
      await api.call('imports.saveRejects', { importId, target: { kind: 'file', path } })
      toast(text('imports.rejectsSaved', { path }))
    } catch (error) {
      toast(errorLine(error), 'error')
    }
  }
  return (
    <Button icon={Download} onClick={() => void save()}>
      {text(hasFileDialogs ? 'imports.saveRejects' : 'imports.downloadRejects')}
    </Button>
  )
}
