import type Database from 'better-sqlite3'
import { encodePng } from './encodePng.ts'
import { drawFigurehead } from './pictures.ts'
import { centsText, dayText, DAYS, FIRST_DAY_MS, fillTable, timeText } from './rowWriter.ts'
import type { SeededRandom } from './SeededRandom.ts'
import { BARGES, FIRST_NAMES, FOUND_THINGS, HARBOURS, SURNAMES } from './words.ts'

const VOYAGES = 4_000
const HOUR_MS = 3_600_000

/** Harbours, barges, their crews, where they went, and what was left on board. */
export function fillFleet(database: Database.Database, random: SeededRandom): void {
  fillHarbours(database, random)
  fillBarges(database, random)
  fillCrew(database, random)
  fillVoyages(database, random)
  fillLostAndFound(database, random)
}

function fillHarbours(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'harbours', (write) => {
    HARBOURS.forEach(([name, region, note], index) => {
      const latitude = random.between(51_000, 56_000) / 1_000
      const longitude = random.between(-3_000, 21_000) / 1_000
      const fee = centsText(random.between(0, 4_000))
      write(index + 1, name, region, latitude, longitude, fee, random.chance(0.4) ? 1 : 0, note)
    })
  })
}

function fillBarges(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'barges', (write) => {
    BARGES.forEach((name, index) => {
      const builtIn = random.between(1898, 1987)
      const length = random.between(160, 240) / 10
      const shelves = random.between(900, 2_600) / 10
      const figurehead = encodePng(drawFigurehead(random))
      const sailsAgain = index === 4 ? '2026-04-01' : null
      const home = random.between(1, HARBOURS.length)
      write(index + 1, name, builtIn, length, shelves, home, figurehead, sailsAgain)
    })
  })
}

/** A captain for each barge, and who works under them; the first one leads them all. */
function fillCrew(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'crew', (write) => {
    const others = ['bookseller', 'bookseller', 'bookbinder', 'cook', 'cat']
    let id = 0
    for (const [index] of BARGES.entries()) {
      const captainId = ++id
      const wage = () => centsText(random.between(210_000, 420_000))
      const hired = () => dayText(random.between(0, DAYS))
      write(
        captainId,
        personName(random),
        'captain',
        index + 1,
        index === 0 ? null : 1,
        hired(),
        wage(),
      )
      for (const role of others) {
        // Cats are paid in kind.
        const name = role === 'cat' ? random.pick(FIRST_NAMES) : personName(random)
        write(++id, name, role, index + 1, captainId, hired(), role === 'cat' ? null : wage())
      }
    }
  })
}

export const personName = (random: SeededRandom): string =>
  `${random.pick(FIRST_NAMES)} ${random.pick(SURNAMES)}`

function fillVoyages(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'voyages', (write) => {
    const places = BARGES.map(() => random.between(1, HARBOURS.length))
    for (let id = 1; id <= VOYAGES; id++) {
      const barge = random.between(1, BARGES.length)
      const from = places[barge - 1]!
      const to = ((from + random.between(0, HARBOURS.length - 2)) % HARBOURS.length) + 1
      const hour = Math.floor((id / (VOYAGES + 1)) * DAYS * 24)
      const departed = FIRST_DAY_MS + hour * HOUR_MS + random.between(0, 3_599) * 1_000
      const arrived = departed + random.between(60, 2_000) * 60_000
      const isUnderWay = id > VOYAGES - 3
      const kilometres = random.chance(0.5)
        ? random.between(8, 140)
        : random.between(80, 1_400) / 10
      const log = random.chance(0.3) ? null : voyageLog(random, HARBOURS[to - 1]![0])
      write(
        id,
        barge,
        from,
        to,
        timeText(departed),
        isUnderWay ? null : timeText(arrived),
        kilometres,
        log,
      )
      places[barge - 1] = to
    }
  })
}

function voyageLog(random: SeededRandom, destination: string): string {
  const weather = random.pick(['fog', 'drizzle', 'sun, at last', 'wind NW 4', 'ice on the ropes'])
  const sight = random.pick([
    'two herons',
    'an otter 🦦',
    'nobody',
    '“that swan again”',
    'a wedding',
  ])
  return `Cast off in ${weather}.\nSeen: ${sight}.\nMade fast at ${destination}; sold ${random.between(0, 40)} books.`
}

/** One column with integers, reals, texts, bytes and nothing. */
function fillLostAndFound(database: Database.Database, random: SeededRandom): void {
  fillTable(database, 'lost_and_found', (write) => {
    const measures = [
      () => BigInt(random.between(1, 90)),
      () => random.between(10, 999) / 8,
      () => random.pick(['two spans', 'about a cat long', '', '½']),
      () => Uint8Array.of(0x00, 0xff, random.between(0, 255)),
      () => null,
      () => 9_007_199_254_740_993n,
    ]
    for (let id = 1; id <= 240; id++) {
      const barge = random.chance(0.9) ? random.between(1, BARGES.length) : null
      const measure = measures[id % measures.length]!()
      write(id, dayText(random.between(0, DAYS)), barge, random.pick(FOUND_THINGS), measure)
    }
  })
}
