/** Where tabs stand: all at the left, or some at the right beside them. */
export type Sides = {
  /** Tabs of the right side, whether still open or not. */
  readonly rightIds: readonly string[]
  /** In front of the side that is not worked in; null: there is but one side. */
  readonly otherId: string | null
}

export type Side = 'left' | 'right'

export const sideOf = ({ rightIds }: Pick<Sides, 'rightIds'>, id: string): Side =>
  rightIds.includes(id) ? 'right' : 'left'

/** The open tabs of each side, in their order. */
export const idsBySide = (
  sides: Pick<Sides, 'rightIds'>,
  ids: readonly string[],
): Record<Side, string[]> => ({
  left: ids.filter((id) => sideOf(sides, id) === 'left'),
  right: ids.filter((id) => sideOf(sides, id) === 'right'),
})

/**
 * The sides after something changed: `activeId` is the tab worked in, `ids` those open, `before` the
 * tab worked in until now. Where one side is empty, there is but one.
 */
export function settleSides(
  { rightIds, otherId }: Sides,
  {
    ids,
    activeId,
    before,
  }: { ids: readonly string[]; activeId: string | null; before: string | null },
): Sides {
  const { left, right } = idsBySide({ rightIds }, ids)
  if (left.length === 0 || right.length === 0 || activeId === null)
    return { rightIds: [], otherId: null }
  const others = left.includes(activeId) ? right : left
  const wanted = [otherId, before].find((id) => id !== null && others.includes(id))
  return { rightIds: right, otherId: wanted ?? others[0]! }
}
