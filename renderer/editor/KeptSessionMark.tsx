import { Plug } from 'lucide-react'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { releaseSession, useTabSession } from './transactionsStore.ts'

type KeptSessionMarkProps = {
  tabId: string
  isRunning: boolean
  /** Its icon stands for its words. */
  isShort: boolean
}

/** Says that the tab keeps a connection of its own, for what, and how to give it back. */
export function KeptSessionMark({ tabId, isRunning, isShort }: KeptSessionMarkProps) {
  const text = useText()
  const { kept, open } = useTabSession(tabId)
  if (!kept) return null
  const changes = kept.changes.join(', ')
  return (
    <Menu
      trigger={
        isShort ? (
          <IconButton icon={Plug} label={text('editor.keepsConnection')} />
        ) : (
          <Button
            variant="quiet"
            icon={Plug}
            title={text('editor.keepsConnectionHelp', { changes })}
          >
            {text('editor.keepsConnection')}
          </Button>
        )
      }
      entries={[
        ...kept.changes.map((change) => ({
          label: text('editor.keepsChange', { change }),
          isNote: true,
          onSelect: () => {},
        })),
        'separator',
        {
          label: text('editor.releaseSession'),
          isDisabled: isRunning || open !== null,
          onSelect: () => releaseSession(tabId),
        },
      ]}
    />
  )
}
