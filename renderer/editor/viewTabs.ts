import { GitCompareArrows, Workflow, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { ViewTab } from '../../contract/views.ts'

/** The connection that a view is of; null: of none, or of several. */
export const profileOfView = (view: ViewTab): string | null =>
  view.kind === 'diagram' ? view.place.profileId : null

export const viewIcons: Readonly<Record<ViewTab['kind'], LucideIcon>> = {
  diagram: Workflow,
  compare: GitCompareArrows,
}

/** What draws each kind of view. */
export type ViewComponents = {
  readonly [Kind in ViewTab['kind']]: ComponentType<{ view: Extract<ViewTab, { kind: Kind }> }>
}
