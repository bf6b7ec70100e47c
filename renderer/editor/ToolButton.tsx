import type { LucideIcon } from 'lucide-react'
import { Button, type ButtonProps } from '../ui/Button.tsx'
import { Tooltip } from '../ui/Tooltip.tsx'

type ToolButtonProps = Omit<ButtonProps, 'children'> & {
  icon: LucideIcon
  label: string
  help?: string
  shortcut?: string | undefined
  /** Where there is no room: the icon alone, the word as its name. */
  isWordHidden: boolean
}

/** A button of the editor's toolbar. */
export function ToolButton({
  label,
  help = label,
  shortcut,
  isWordHidden,
  variant = 'quiet',
  ...rest
}: ToolButtonProps) {
  return (
    <Tooltip label={help} shortcut={shortcut} side="top">
      <Button {...rest} variant={variant} {...(isWordHidden && { 'aria-label': label })}>
        {!isWordHidden && label}
      </Button>
    </Tooltip>
  )
}
