import { ChevronDown, Workflow } from 'lucide-react'
import type { Capabilities } from '../../contract/drivers.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { Button } from '../ui/Button.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'
import styles from './EditorToolbar.module.css'

type ExplainButtonsProps = {
  plans: Capabilities['plans']
  isDisabled: boolean
  onExplain: (isMeasured: boolean) => void
}

/** Nothing where the database tells no plans. */
export function ExplainButtons({ plans, isDisabled, onExplain }: ExplainButtonsProps) {
  const text = useText()
  const explainKeys = useShortcut('editor.explain')
  const analyzeKeys = useShortcut('editor.explainAnalyze')
  if (!plans) return null
  return (
    <div className={styles.explain}>
      <Tooltip label={text('plans.explainHelp')} shortcut={explainKeys} side="top">
        <Button
          variant="quiet"
          icon={Workflow}
          className={styles.quiet}
          disabled={isDisabled}
          onClick={() => onExplain(false)}
        >
          <span>{text('plans.explain')}</span>
        </Button>
      </Tooltip>
      {plans === 'measured' && (
        <Menu
          trigger={<IconButton icon={ChevronDown} label={text('plans.explainMore')} size="small" />}
          entries={[
            {
              label: text('plans.explain'),
              shortcut: explainKeys,
              isDisabled,
              onSelect: () => onExplain(false),
            },
            {
              label: text('plans.explainAnalyze'),
              shortcut: analyzeKeys,
              isDisabled,
              onSelect: () => onExplain(true),
            },
          ]}
        />
      )}
    </div>
  )
}
