import { Download } from 'lucide-react'
import { useState } from 'react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { exportFileName, exportTableName } from './exportFileName.ts'
import { ExportForm, type ExportChoices, type ExportSource } from './ExportForm.tsx'
import { ExportOutcome } from './ExportOutcome.tsx'
import { useExport, type ExportFileRequest } from './useExport.ts'
import { useHost } from '../app/hostStore.ts'
import { useProfile } from '../app/profilesStore.ts'

type ExportDialogProps = {
  source: ExportSource
  title: string
  /** Where the rows come from; INSERT statements are for its like unless another is chosen. */
  profileId: string
  onClose: () => void
}

const FIRST_CHOICES: ExportChoices = {
  format: 'csv',
  separator: ',',
  hasHeader: true,
  nullText: '',
  quoting: 'needed',
  lineEnd: 'lf',
  hasByteOrderMark: false,
  guardsFormulas: false,
  compression: 'none',
  driverId: '',
  table: '',
  target: 'download',
  path: '',
}

/** Writes rows to a file: what and where to, then how far it is, then where it went. */
export function ExportDialog({ source, title, profileId, onClose }: ExportDialogProps) {
  const text = useText()
  const host = useHost()
  const { state, start, cancel, reset } = useExport()
  const driverId = useProfile(profileId)?.driverId ?? ''
  const [choices, setChoices] = useState(() => ({
    ...FIRST_CHOICES,
    driverId,
    table: exportTableName(title),
  }))
  const [isPathMissing, setIsPathMissing] = useState(false)
  const target = host?.hasFileDialogs ? 'file' : choices.target
  const { format, compression } = choices
  const number = source.kind === 'result' ? source.result.number : 1
  const fileName = exportFileName(title, number, { format, compression })

  const submit = (): void => {
    if (state.kind !== 'choosing') return
    if (target === 'file' && choices.path.trim() === '') return setIsPathMissing(true)
    start({
      ...fileRequestOf({ ...choices, target }, fileName),
      ...(source.kind === 'result'
        ? { resultId: source.result.resultId, ...(source.block && { block: source.block }) }
        : {
            ...{ profileId, label: title },
            ...{ statements: [...source.statements], parameters: [...source.parameters] },
          }),
    })
  }

  return (
    <Dialog
      title={
        source.kind === 'result'
          ? text('results.exportResult', {
              result: source.result.title ?? text('results.result', { number }),
            })
          : text('results.exportQuery')
      }
      onClose={onClose}
      onSubmit={submit}
      footer={
        <ExportButtons
          isChoosing={state.kind === 'choosing'}
          isRunning={state.kind === 'running'}
          isRepeatable={state.kind === 'failed' || state.kind === 'cancelled'}
          onCancel={cancel}
          onRepeat={reset}
          onClose={onClose}
        />
      }
    >
      {state.kind === 'choosing' ? (
        <ExportForm
          choices={{ ...choices, target }}
          onChange={(change) => {
            setChoices({ ...choices, ...change })
            setIsPathMissing(false)
          }}
          source={source}
          fileName={fileName}
          hasFileDialogs={host?.hasFileDialogs ?? false}
          isPathMissing={isPathMissing}
        />
      ) : (
        <ExportOutcome
          state={state}
          target={target}
          isTotalFinal={source.kind === 'result' && source.result.state !== 'streaming'}
        />
      )}
    </Dialog>
  )
}

type ExportButtonsProps = {
  isChoosing: boolean
  isRunning: boolean
  isRepeatable: boolean
  onCancel: () => void
  onRepeat: () => void
  onClose: () => void
}

function ExportButtons(props: ExportButtonsProps) {
  const { isChoosing, isRunning, isRepeatable, onCancel, onRepeat, onClose } = props
  const text = useText()
  if (isRunning) return <Button onClick={onCancel}>{text('common.cancel')}</Button>
  if (!isChoosing)
    return (
      <>
        {isRepeatable && <Button onClick={onRepeat}>{text('results.exportBack')}</Button>}
        <Button variant="primary" onClick={onClose}>
          {text('common.close')}
        </Button>
      </>
    )
  return (
    <>
      <Button onClick={onClose}>{text('common.cancel')}</Button>
      <Button type="submit" variant="primary" icon={Download}>
        {text('results.export')}
      </Button>
    </>
  )
}

function fileRequestOf(
  { format, compression, driverId, table, target, path, ...csv }: ExportChoices,
  fileName: string,
): ExportFileRequest {
  return {
    format,
    csv,
    compression,
    ...(format === 'sql' && { inserts: { driverId, table } }),
    target:
      target === 'file' ? { kind: 'file', path: path.trim() } : { kind: 'download', fileName },
  }
}
