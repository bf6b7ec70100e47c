import type { SeededRandom } from './SeededRandom.ts'

/** Paper, ink and three inks of colour, one set a picture. */
const PALETTES: readonly (readonly number[])[] = [
  [0xf4ead5, 0x22304a, 0xb5533c, 0xd9a441, 0x5b8a72],
  [0xeef2f0, 0x1d3b3a, 0x3f7d8c, 0xe08e45, 0x94b49f],
  [0xf7e9e3, 0x3a2233, 0x8c4a6b, 0xd98c8c, 0x6b7fa3],
  [0xf2efe2, 0x2b2b2b, 0x6b6b3a, 0xa8a05a, 0xc25b3f],
]

const PAPER = 0
const INK = 1

export type Picture = {
  width: number
  height: number
  pixels: Uint8Array
  palette: readonly number[]
}

/** A book's cover: a frame, a title block and a pattern of bands. */
export function drawCover(random: SeededRandom): Picture {
  const [width, height] = [28, 40]
  const pixels = new Uint8Array(width * height)
  const band = random.between(3, 7)
  const slant = random.between(-1, 1)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const isFrame = x === 0 || y === 0 || x === width - 1 || y === height - 1
      const isTitle = y > 6 && y < 15 && x > 4 && x < width - 5
      const stripe = 2 + (Math.floor((y + slant * x + width) / band) % 3)
      pixels[y * width + x] = isFrame ? INK : isTitle ? PAPER : stripe
    }
  }
  for (let x = 7; x < width - 7; x++) pixels[10 * width + x] = INK
  return { width, height, pixels, palette: random.pick(PALETTES) }
}

/** A figurehead: half of a small creature by chance, the other half its mirror image. */
export function drawFigurehead(random: SeededRandom): Picture {
  const size = 24
  const cell = 2
  const pixels = new Uint8Array(size * size)
  for (let y = 2; y < size - 2; y += cell) {
    for (let x = 2; x < size / 2; x += cell) {
      const colour = random.chance(0.55) ? random.between(INK, 4) : PAPER
      for (const [dx, dy] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ] as const) {
        pixels[(y + dy) * size + x + dx] = colour
        pixels[(y + dy) * size + size - 1 - x - dx] = colour
      }
    }
  }
  return { width: size, height: size, pixels, palette: random.pick(PALETTES) }
}
