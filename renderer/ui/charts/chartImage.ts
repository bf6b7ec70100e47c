export type LegendEntry = { readonly name: string; readonly colour: string }

export type ChartImageOptions = {
  readonly svg: SVGSVGElement
  readonly title: string
  readonly legend: readonly LegendEntry[]
}

const HEADER_PX = 28
const LEGEND_PX = 20
const MARGIN_PX = 12
/** Of a PNG, for screens and paper. */
const SCALE = 2

/** The chart as a file of its own: colours resolved, with its title and legend. */
export function chartSvg({ svg, title, legend }: ChartImageOptions): string {
  const { width, height } = svg.getBoundingClientRect()
  const style = getComputedStyle(document.documentElement)
  const resolve = (text: string): string =>
    text.replaceAll(/var\((--[\w-]+)\)/g, (_, name: string) => style.getPropertyValue(name).trim())
  const copy = svg.cloneNode(true) as SVGSVGElement
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.removeAttribute('style')
  const top = HEADER_PX + (legend.length > 1 ? LEGEND_PX : 0)
  copy.setAttribute('y', String(top))
  const drawn = resolve(new XMLSerializer().serializeToString(copy))
  const text = style.getPropertyValue('--text').trim()
  const body = [
    `<rect width="100%" height="100%" fill="${style.getPropertyValue('--surface').trim()}"/>`,
    `<text x="${MARGIN_PX}" y="19" font-size="13" font-weight="600" fill="${text}">${escaped(title)}</text>`,
    ...(legend.length > 1 ? legendParts(legend, text, resolve) : []),
    drawn,
  ]
  const size = `width="${width}" height="${height + top}"`
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 ${width} ${height + top}" ` +
    `font-family="Inter, 'Segoe UI', system-ui, sans-serif">${body.join('')}</svg>`
  )
}

function legendParts(
  legend: readonly LegendEntry[],
  text: string,
  resolve: (text: string) => string,
): string[] {
  let x = MARGIN_PX
  return legend.map(({ name, colour }) => {
    const at = x
    // About as wide as the letters are.
    x += 26 + name.length * 7
    const fill = resolve(colour)
    return (
      `<rect x="${at}" y="${HEADER_PX}" width="10" height="10" rx="2" fill="${fill}"/>` +
      `<text x="${at + 15}" y="${HEADER_PX + 9}" font-size="12" fill="${text}">${escaped(name)}</text>`
    )
  })
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Draws an image of SVG text at twice its size. */
export async function pngOf(svg: string): Promise<Uint8Array> {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = Math.round(image.width * SCALE)
  canvas.height = Math.round(image.height * SCALE)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('The browser draws no images.')
  context.drawImage(image, 0, 0, canvas.width, canvas.height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!blob) throw new Error('The browser made no image.')
  return new Uint8Array(await blob.arrayBuffer())
}
