import type { Drawing, Shape } from './drawing.ts'
import { CHARACTER_WIDTH } from './graph.ts'

/** A file that looks the same elsewhere: `fontFaces` are rules with the font's bytes in them. */
export function toSvg({ bounds, shapes, font }: Drawing, fontFaces = ''): string {
  const { x, y, width, height } = bounds
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${x} ${y} ${width} ${height}"`,
    ` width="${width}" height="${height}" font-family="${escaped(font)}" font-size="12">`,
    fontFaces && `<style>${escaped(fontFaces)}</style>`,
    ...shapes.map(element),
    '</svg>\n',
  ].join('\n')
}

function element(shape: Shape): string {
  switch (shape.kind) {
    case 'box': {
      const { box, radius, fill, stroke, opacity = 1 } = shape
      return `<rect x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" rx="${radius}" fill="${fill ?? 'none'}" stroke="${stroke ?? 'none'}"${opacity < 1 ? ` opacity="${opacity}"` : ''}/>`
    }
    case 'path':
      return `<path d="${shape.data}" fill="${shape.fill ?? 'none'}" stroke="${shape.stroke}"${shape.width ? ` stroke-width="${shape.width}"` : ''}/>`
    case 'text': {
      const weight = shape.isStrong ? ' font-weight="600"' : ''
      const text = escaped(cut(shape.text, shape.maxWidth))
      return `<text x="${shape.x}" y="${shape.y}" text-anchor="${shape.anchor}" fill="${shape.fill}"${weight}>${text}</text>`
    }
  }
}

/** By the width of a character of the font, which is the same for all. */
export function cut(text: string, maxWidth: number): string {
  const room = Math.floor(maxWidth / CHARACTER_WIDTH + 0.01)
  const characters = Array.from(text)
  if (characters.length <= room) return text
  return room < 2 ? '' : `${characters.slice(0, room - 1).join('')}…`
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

const escaped = (text: string): string =>
  // XML knows no other control characters.
  text
    .replaceAll(/[&<>"]/g, (character) => ENTITIES[character]!)
    .replaceAll(/[^\t\n\r\u0020-\uffff]/g, '\ufffd')
