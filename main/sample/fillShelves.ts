import type Database from 'better-sqlite3'
import { encodePng } from './encodePng.ts'
import { personName } from './fillFleet.ts'
import { drawCover } from './pictures.ts'
import { centsText, dayText, DAYS, fillTable } from './rowWriter.ts'
import type { SeededRandom } from './SeededRandom.ts'
import {
  BARGES,
  BINDINGS,
  GENRES,
  LANGUAGES,
  PUBLISHERS,
  TITLE_OPENINGS,
  TITLE_THINGS,
} from './words.ts'

const AUTHORS = 160
export const BOOKS = 720

/** Price in cents by book id; place 0 is empty. */
export type Prices = readonly number[]

/** Genres, publishers, authors, books and where they stand. */
export function fillShelves(database: Database.Database, random: SeededRandom): Prices {
  fillGenres(database)
  fillPublishers(database, random)
  fillAuthors(database, random)
  const prices = fillBooks(database, random)
  fillBookAuthors(database, random)
  fillStock(database, random)
  return prices
}

function fillGenres(database: Database.Database): void {
  fillTable(database, 'genres', (write) => {
    const names = GENRES.map(([name]) => name)
    GENRES.forEach(([name, parent], index) =>
      write(index + 1, parent === null ? null : names.indexOf(parent) + 1, name),
    )
  })
}

function fillPublishers(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'publishers', (write) => {
    PUBLISHERS.forEach(([name, town], index) => {
      const founded = random.chance(0.8) ? random.between(1790, 1999) : null
      write(
        index + 1,
        name,
        town,
        founded,
        random.chance(0.5) ? `https://press${index}.example` : '',
      )
    })
  })
}

function fillAuthors(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'authors', (write) => {
    for (let id = 1; id <= AUTHORS; id++) {
      const penName = random.chance(0.25) ? `“${random.pick(TITLE_THINGS)}”` : null
      const bornIn = random.chance(0.85) ? random.between(1840, 1995) : null
      const biography = random.chance(0.6)
        ? `Writes on board, by lamplight.\nKeeps ${random.between(0, 9)} otters; denies it.`
        : null
      write(id, personName(random), penName, bornIn, biography)
    }
  })
}

function fillBooks(database: Database.Database, random: SeededRandom): Prices {
  const prices = [0]
  fillTable(database, 'books', (write) => {
    for (let id = 1; id <= BOOKS; id++) {
      const price = random.between(250, 6_500)
      prices.push(price)
      write(
        id,
        `HO-${String(id).padStart(5, '0')}`,
        bookTitle(random, id),
        random.between(1, GENRES.length),
        random.between(1, PUBLISHERS.length),
        random.pick(LANGUAGES),
        random.between(24, 980),
        random.between(80, 2_400) / 1_000,
        centsText(price),
        random.chance(0.9) ? dayText(random.between(-4_000, DAYS - 400)) : null,
        JSON.stringify(bookDetails(random)),
        random.chance(0.9) ? encodePng(drawCover(random)) : null,
      )
    }
  })
  return prices
}

function bookTitle(random: SeededRandom, id: number): string {
  const title = `${random.pick(TITLE_OPENINGS)} ${random.pick(TITLE_THINGS)}`
  return random.chance(0.15) ? `${title}, Volume ${(id % 4) + 1}` : title
}

function bookDetails(random: SeededRandom) {
  return {
    binding: random.pick(BINDINGS),
    edition: random.between(1, 7),
    illustrated: random.chance(0.4),
    size_mm: [random.between(105, 240), random.between(150, 330)],
    dedication: random.chance(0.5) ? `To the ${random.pick(['otter', 'cook', 'rain'])} ☂` : null,
  }
}

function fillBookAuthors(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'book_authors', (write) => {
    const ids = Array.from({ length: AUTHORS }, (_, index) => index + 1)
    for (let book = 1; book <= BOOKS; book++) {
      const count = random.chance(0.8) ? 1 : random.between(2, 4)
      random.sample(ids, count).forEach((author, index) => write(book, author, index + 1))
    }
  })
}

function fillStock(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'stock', (write) => {
    for (const [index] of BARGES.entries()) {
      for (let book = 1; book <= BOOKS; book++) {
        if (!random.chance(0.6)) continue
        const shelf = `${random.pick(['port', 'starboard', 'galley', 'hold'])} ${random.between(1, 24)}`
        const counted = random.chance(0.7)
          ? `${dayText(random.between(2_000, DAYS))} 18:00:00`
          : null
        write(index + 1, book, random.between(0, 14), shelf, counted)
      }
    }
  })
}
