import { GitCompareArrows, Workflow, type LucideIcon } from 'lucide-react'
import type { ComponentType } from 'react'
import type { SchemaPlace } from '../../contract/schemaModel.ts'

/** A tab that is no editor: what it shows. Gone with the window. */
export type ViewTab = { readonly id: string; readonly title: string } & (
  | DiagramView
  | { readonly kind: 'compare' }
)

/** `around`: at first only what is connected to this table. */
type DiagramView = {
  readonly kind: 'diagram'
  readonly place: SchemaPlace
  readonly around: string | null
}

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
