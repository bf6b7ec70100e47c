import type Database from 'better-sqlite3'
import { personName } from './fillFleet.ts'
import { BOOKS, type Prices } from './fillShelves.ts'
import {
  centsText,
  dayText,
  DAYS,
  FIRST_DAY_MS,
  LAST_DAY_MS,
  fillTable,
  timeText,
} from './rowWriter.ts'
import type { SeededRandom } from './SeededRandom.ts'
import { BARGES, HARBOURS, PAYMENTS, REVIEW_TEXTS, SALE_NOTES } from './words.ts'

const READERS = 6_000
export const SALES = 200_000
const REVIEWS = 5_000

/** Readers, what they bought and what they thought of it. */
export function fillTrade(database: Database.Database, random: SeededRandom, prices: Prices): void {
  fillReaders(database, random)
  fillSales(database, random, prices)
  fillReviews(database, random)
}

function fillReaders(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'readers', (write) => {
    for (let id = 1; id <= READERS; id++) {
      const email = random.chance(0.7) ? `reader${id}@${random.pick(MAIL_HOSTS)}` : null
      write(
        id,
        `${String.fromCharCode(65 + (id % 26))}-${String(id * 7).padStart(6, '0')}`,
        personName(random),
        email,
        random.chance(0.8) ? random.between(1, HARBOURS.length) : null,
        dayText(random.between(0, DAYS)),
        random.chance(0.5) ? JSON.stringify(preferences(random)) : null,
        random.chance(0.1) ? '' : random.chance(0.1) ? 'Pays late, reads fast.' : null,
      )
    }
  })
}

const MAIL_HOSTS = ['towpath.example', 'lantern.example', 'otter.example', 'fog.example']

const preferences = (random: SeededRandom) => ({
  newsletter: random.chance(0.5),
  languages: random.sample(['en', 'fr', 'de', 'pl', 'zh'], random.between(1, 3)),
  tea: random.pick(['strong', 'with milk', null]),
})

function fillSales(database: Database.Database, random: SeededRandom, prices: Prices): void {
  fillTable(database, 'sales', (write) => {
    const books = Array.from({ length: BOOKS }, (_, index) => ((index * 331) % BOOKS) + 1)
    const stepMs = (LAST_DAY_MS - FIRST_DAY_MS) / SALES
    for (let id = 1; id <= SALES; id++) {
      const book = random.pickFavourite(books)
      const quantity = random.chance(0.85) ? 1 : random.between(2, 6)
      const price = prices[book]!
      const discount = random.chance(0.2) ? random.pick(DISCOUNTS) : null
      write(
        id,
        timeText(FIRST_DAY_MS + Math.floor((id - 1) * stepMs + random.next() * stepMs)),
        random.between(1, BARGES.length),
        random.between(1, HARBOURS.length),
        book,
        random.chance(0.75) ? random.between(1, READERS) : null,
        quantity,
        centsText(price),
        discount === null ? null : `0.${String(discount).padStart(4, '0')}`,
        centsText(totalCents(price * quantity, discount ?? 0)),
        random.pick(PAYMENTS),
        random.chance(0.9) ? random.between(-120, 340) / 10 : null,
        saleNote(random),
        random.chance(0.15) ? wrapping(random) : null,
        random.chance(0.3) ? stamp(random) : null,
      )
    }
  })
}

/** In ten-thousandths. */
const DISCOUNTS = [250, 500, 1_000, 1_250, 3_333]

const totalCents = (cents: number, discount: number): number =>
  Math.round((cents * (10_000 - discount)) / 10_000)

function saleNote(random: SeededRandom): string | null {
  const place = random.next()
  if (place < 0.6) return null
  return place < 0.7 ? '' : random.pick(SALE_NOTES)
}

const wrapping = (random: SeededRandom): string =>
  JSON.stringify({
    paper: random.pick(['map', 'newsprint', 'plain']),
    ribbon: random.pick(['blue', 'red', null]),
    card: random.chance(0.2) ? { text: 'Happy birthday 🎂', signed: false } : null,
  })

/** The mark of the rubber stamp at the till: eight bytes. */
const stamp = (random: SeededRandom): Uint8Array =>
  Uint8Array.from({ length: 8 }, () => random.between(0, 255))

function fillReviews(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'reviews', (write) => {
    const seen = new Set<string>()
    for (let id = 1; id <= REVIEWS; id++) {
      const book = random.between(1, BOOKS)
      const reader = random.between(1, READERS)
      if (seen.has(`${book} ${reader}`)) continue
      seen.add(`${book} ${reader}`)
      const writtenAt = FIRST_DAY_MS + random.between(0, DAYS * 86_400 - 1) * 1_000
      const stars = Math.max(random.between(1, 5), random.between(1, 5))
      write(id, book, reader, stars, timeText(writtenAt), random.pick(REVIEW_TEXTS))
    }
  })
}
