import { saveFile } from '../app/saveFile.ts'
import { readToken } from '../ui/readToken.ts'
import type { Drawing, Palette } from './drawing.ts'
import { toSvg } from './toSvg.ts'

export type PictureFormat = 'svg' | 'png'

/** A drawing as a file. */
export async function saveDrawing(
  drawing: Drawing,
  format: PictureFormat,
  name: string,
): Promise<void> {
  const bytes =
    format === 'svg'
      ? new TextEncoder().encode(toSvg(drawing, await fontFaces()))
      : await (await import('./toPng.ts')).toPng(drawing)
  await saveFile(bytes, `${name.replaceAll(/[^\p{L}\p{N}_-]+/gu, '-')}.${format}`)
}

export const paletteOfWindow = (): Palette => ({
  font: readToken('--font-mono'),
  background: readToken('--bg'),
  surface: readToken('--surface'),
  header: readToken('--surface-sunken'),
  border: readToken('--border-strong'),
  text: readToken('--text'),
  dim: readToken('--text-dim'),
  accent: readToken('--accent'),
  edge: readToken('--text-faint'),
})

const FAMILY = 'JetBrains Mono Variable'

/** The font's own rules with its files in them; empty where they cannot be had. */
async function fontFaces(): Promise<string> {
  const rules = [...document.styleSheets]
    .flatMap(({ cssRules }) => [...cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => style.getPropertyValue('font-family').includes(FAMILY))
    // Latin letters, which names of tables have nearly always.
    .filter(({ style }) => /U\+0?0?00?-0?0?FF/i.test(style.getPropertyValue('unicode-range')))
    .filter(({ style }) => style.getPropertyValue('font-style') !== 'italic')
  try {
    return (await Promise.all(rules.map(withBytes))).join('\n')
  } catch {
    return ''
  }
}

async function withBytes({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const source = /url\("?([^")]+)"?\)/.exec(style.getPropertyValue('src'))?.[1] ?? ''
  const address = new URL(source, parentStyleSheet?.href ?? document.baseURI)
  const bytes = new Uint8Array(await (await fetch(address)).arrayBuffer())
  const weight = style.getPropertyValue('font-weight')
  return `@font-face{font-family:'${FAMILY}';font-weight:${weight};src:url(data:font/woff2;base64,${toBase64(bytes)}) format('woff2')}`
}

function toBase64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}
