// The words of the sample: places, people and books that exist nowhere else.

export const HARBOURS: readonly (readonly [name: string, region: string, note: string | null])[] = [
  ['Lantern Quay', 'Estuary', 'Ring the bell twice; the harbour master naps.'],
  ['Quince Basin', 'Estuary', null],
  [
    'Mallow Lock',
    'Midlands',
    'Lock closes at dusk.\nThe keeper takes paperbacks instead of tolls.',
  ],
  ['Sankt Ørum', 'Northern Cut', 'Kaffe & kanelsnegle, “best on the water”'],
  ['Żółta Przystań', 'Eastern Cut', 'Prosimy nie karmić wydr 🦦'],
  ['Čertovka Steps', 'Eastern Cut', ''],
  ['Pont-aux-Hérons', 'Southern Cut', 'Le marché du jeudi, dès l’aube'],
  ['Almendra', 'Southern Cut', null],
  ['Ｗillow Ｍoorings', 'Midlands', 'Sign painted in wide letters; nobody knows why.'],
  ['Kingfisher Wharf', 'Midlands', null],
  ['柳港', 'Far Basin', '春天最好'],
  ['Haven of St. Osk', 'Northern Cut', "The chapel's clock is 7 minutes fast, on purpose."],
  ['Ferryman’s Rest', 'Estuary', 'No mooring on the “quiet side”, please.'],
  ['Nether Poole', 'Midlands', null],
]

export const BARGES = [
  'Heron',
  'Otter',
  'The Marginalia',
  'Ex Libris',
  'Gutter & Spine',
  'Zweite Auflage',
  'Small Print',
] as const

export const FIRST_NAMES = (
  'Ada Alba Anselm Aoife Bertil Birgit Bogna Casimir Cosima Dagny Elowen Emrys Fenna Florian Gudrun ' +
  'Hal Ianthe Ilse Isaura Jelena Jorik Kasimira Léonie Linnea Lubomír Maëlle Marit Mirosława Nóra ' +
  'Odile Oisín Ottoline Pavel Perpetua Quentin Rosalba Runa Saoirse Severin Sólveig Tamsin Theodora ' +
  'Ulrike Wendel Xenia Yann Zdeněk Zuzanna'
).split(' ')

export const SURNAMES = (
  'Ambersluice Ashwater Barleymow Bellweather Brackwater Brambleforth Candlewick Copperlock ' +
  'Dapplestone Drifthollow Eelgrass Fennimarsh Foxglen Gossamer Greywithy Hazelbarge Inkwright ' +
  'Jackdaw Kettlewharf Lanternby Larkspur Mallowmere Millrace Netherpool O’Reedy Oakapple Pagewright ' +
  'Pebblestrand Quillfeather Rushlight Saltmarsh Sedgewick-Osk Silverheron Springtide Thistledown ' +
  'Towpath Underbridge Vellumby Watermint Weirkeeper Willowbank Yarrowfield Žabokrek Østervand'
).split(' ')

export const GENRES: readonly (readonly [name: string, parent: string | null])[] = [
  ['Fiction', null],
  ['Knowledge', null],
  ['For the young', null],
  ['Sea stories', 'Fiction'],
  ['Ghost stories', 'Fiction'],
  ['Ghost ships', 'Ghost stories'],
  ['Love letters', 'Fiction'],
  ['Verse', 'Fiction'],
  ['Canal history', 'Knowledge'],
  ['Knots & rigging', 'Knowledge'],
  ['Birds', 'Knowledge'],
  ['Cookery', 'Knowledge'],
  ['Soups', 'Cookery'],
  ['Maps', 'Knowledge'],
  ['Picture books', 'For the young'],
  ['Otter adventures', 'For the young'],
]

export const PUBLISHERS: readonly (readonly [name: string, town: string])[] = [
  ['Towpath Press', 'Mallow Lock'],
  ['Éditions du Saule', 'Pont-aux-Hérons'],
  ['Withy & Daughters', 'Lantern Quay'],
  ['Slow Water Books', 'Nether Poole'],
  ['Verlag Zur Schleuse', 'Sankt Ørum'],
  ['Wydawnictwo Wydra', 'Żółta Przystań'],
  ['The Damp Page', 'Quince Basin'],
  ['柳树书局', '柳港'],
]

export const LANGUAGES = ['en', 'en', 'en', 'fr', 'de', 'pl', 'da', 'cs', 'zh'] as const

export const TITLE_OPENINGS = [
  'The Secret Life of',
  'A Short History of',
  'Twelve Letters to',
  'How to Befriend',
  'Notes on',
  'The Last',
  'In Praise of',
  'An Atlas of',
  'The Cook, the Captain, and',
  'What Became of',
  '“Nobody Told Me About”',
  'Further Adventures of',
] as const

export const TITLE_THINGS = [
  'Locks',
  'the Grey Heron',
  'Small Rivers',
  'Moonlit Ledgers',
  'an Otter, Aged Nine',
  'the Lamplighter’s Cat',
  'Quiet Engines',
  'Fog',
  'Rope & Twine',
  'Tea at Low Water',
  'the Drowned Library',
  'Swans Who Bite',
  'Winter Moorings',
  'a Borrowed Umbrella',
  'Paper Boats',
  'the Northern Cut',
  'Lost Bookmarks',
  'Eels, Mostly',
  'the Seventh Bridge',
  'Bread and Ballast',
] as const

export const BINDINGS = ['cloth', 'paper', 'half leather', 'sailcloth'] as const

export const PAYMENTS = ['coins', 'card', 'card', 'card', 'voucher', 'barter: jam'] as const

/** Remarks at the till. Empty and missing ones are told apart on purpose. */
export const SALE_NOTES = [
  'Asked for "something with weather", left smiling',
  'Gift, wrapped; ribbon: blue',
  'Paid in coins,\nall of them wet',
  'Otter on deck 🦦 — sale delayed by 4 minutes',
  'Für Großmutter. Bitte ohne Preisschild!',
  '„Najlepsza księgarnia na wodzie”',
  'Il pleuvait; resté deux heures à lire 📚☔',
  "Returned the umbrella we lent 'em last spring",
  'tab\there, comma, and a backslash \\ for luck',
  '送给妹妹的生日礼物 🎂',
  'Reader #1 of the day 🥇; next: cocoa',
  'He said: ""quote the price twice""',
  'Naïve? Perhaps. Café cœur 👩🏽‍🚀 family 👨‍👩‍👧‍👦',
  'שלום מהסירה הירוקה',
] as const

export const REVIEW_TEXTS = [
  'Read it in one lock and two bridges. ⭐',
  'The eel chapter is longer than it needs to be.\n\nStill: the eel chapter!',
  'My cat, who dislikes water, sat through all of it.',
  'Spoiler: the fog did it.',
  'J’ai ri, j’ai pleuré, j’ai raté mon écluse.',
  'Too many swans; 3 would do, “not 41”.',
  'Schön gebunden, riecht nach Teer. Empfehlung!',
  '好书，适合在船上慢慢读。',
  'Dropped it in the canal. Bought it again.',
] as const

export const FOUND_THINGS = [
  'umbrella',
  'single glove',
  'bookmark (pressed fern)',
  'jar of jam',
  'key, brass',
  'letter, unopened',
  'very small hat',
  'spectacles',
] as const
