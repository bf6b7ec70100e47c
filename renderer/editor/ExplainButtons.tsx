import { ChevronDown, Workflow } from 'lucide-react'
import type { Capabilities } from '../../contract/drivers.ts'
import { useShortcut } from '../app/useShortcut.ts'
import { useText } from '../text/text.ts'
import { IconButton } from '../ui/IconButton.tsx'
import { Menu } from '../ui/Menu.tsx'
import styles from './EditorToolbar.module.css'
import { ToolButton } from './ToolButton.tsx'

type ExplainButtonsProps = {
  plans: Capabilities['plans']
  isDisabled: boolean
  isWordHidden: boolean
  onExplain: (isMeasured: boolean) => void
}

/** Nothing where the database tells no plans. */
export function ExplainButtons({
  plans,
  isDisabled,
  isWordHidden,
  onExplain,
}: ExplainButtonsProps) {
  const text = useText()
  const explainKeys = useShortcut('editor.explain')
  const analyzeKeys = useShortcut('editor.explainAnalyze')
  if (!plans) return null
  return (
    <div className={styles.run}>
      <ToolButton
        icon={Workflow}
        label={text('plans.explain')}
        help={text('plans.explainHelp')}
        shortcut={explainKeys}
        isWordHidden={isWordHidden}
        disabled={isDisabled}
        onClick={() => onExplain(false)}
      />
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
