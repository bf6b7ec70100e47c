/**
 * A colour of the tokens as `#rrggbb` or `#rrggbbaa`, which is all that Monaco reads. Understands
 * hexadecimal colours and `rgb(r g b / a%)`.
 */
export function toHexColour(css: string): string {
  if (/^#([\da-f]{6}|[\da-f]{8})$/i.test(css)) return css.toLowerCase()
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(css)
  if (short)
    return `#${[...short]
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`.toLowerCase()
  const rgb = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)(?:\s*[,/]\s*([\d.]+)(%?))?\s*\)$/.exec(css)
  if (!rgb) throw new Error(`Not a colour of the tokens: “${css}”`)
  const [, red, green, blue, alpha, percent] = rgb
  const opacity = alpha === undefined ? null : Number(alpha) * (percent ? 2.55 : 255)
  return `#${[red, green, blue].map((part) => hexByte(Number(part))).join('')}${opacity === null ? '' : hexByte(opacity)}`
}

const hexByte = (value: number): string =>
  Math.max(0, Math.min(255, Math.round(value)))
    .toString(16)
    .padStart(2, '0')
