import type { Box } from './box.ts'

export type Direction = 'left' | 'right' | 'up' | 'down'

/**
 * Which table lies next in a direction, by where their middles are: near in that direction, and not
 * far aside. Null: none lies there.
 */
export function neighbourOf(
  boxes: ReadonlyMap<string, Box>,
  name: string,
  direction: Direction,
): string | null {
  const from = boxes.get(name)
  if (!from) return null
  let [found, least]: [string | null, number] = [null, Infinity]
  for (const [other, box] of boxes) {
    if (other === name) continue
    const right = middleX(box) - middleX(from)
    const down = middleY(box) - middleY(from)
    const isAcross = direction === 'left' || direction === 'right'
    const ahead = { left: -right, right, up: -down, down }[direction]
    const aside = Math.abs(isAcross ? down : right)
    // Less than half ahead as aside is another direction.
    if (ahead <= 0 || aside > ahead * 2) continue
    const distance = ahead + aside * 2
    if (distance < least) [found, least] = [other, distance]
  }
  return found
}

const middleX = ({ x, width }: Box): number => x + width / 2
const middleY = ({ y, height }: Box): number => y + height / 2
