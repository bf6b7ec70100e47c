import { api } from '../../api/api.ts'
import { currentHost } from '../../app/hostStore.ts'
import { formatBytes } from '../../results/formatAmounts.ts'
import type { ResultState } from '../../results/runState.ts'
import { errorLine } from '../../text/errorInLanguage.ts'
import type { Text } from '../../text/text.ts'
import { downloadAs } from '../../ui/downloadAs.ts'
import type { CellPlace } from '../../ui/moveFocus.ts'
import { toast } from '../../ui/toast.ts'
import { readValue, type Value } from './readValue.ts'
import { bytesOf, imageType, viewsOf } from './valueViews.ts'

type SaveOrder = { result: ResultState; place: CellPlace; value: Value; name: string }

/** Writes a whole value to a file: with the system's dialog where there is one, else as a download. */
export async function saveValue(
  { result, place, value, name }: SaveOrder,
  text: Text,
): Promise<void> {
  const fileName = `${name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}-${place.row + 1}.${ending(value)}`
  try {
    if (currentHost()?.hasFileDialogs) {
      const path = await api.call('workspace.chooseSavePath', { suggestedName: fileName })
      if (path === null) return
      const { resultId } = result
      const { sizeBytes } = await api.call('results.saveCell', { resultId, ...place, path })
      toast(text('grid.saved', { path, size: formatBytes(sizeBytes) }))
    } else downloadAs(fileName, bytesOf(await readValue(result, place)))
  } catch (error) {
    toast(errorLine(error), 'error')
  }
}

function ending(value: Value): string {
  const type = value.kind === 'binary' ? imageType(value.bytes) : null
  if (type) return type.slice('image/'.length)
  if (value.kind === 'binary') return 'bin'
  return viewsOf(value)[0] === 'json' ? 'json' : 'txt'
}
