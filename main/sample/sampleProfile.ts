import { type Profile, profileSchema } from '../../contract/profiles.ts'

export const SAMPLE_PROFILE_ID = 'sample'

/** The profile that is there at the first start. */
export function sampleProfile(path: string): Profile {
  return profileSchema.parse({
    id: SAMPLE_PROFILE_ID,
    name: 'Sample',
    driverId: 'sqlite',
    fields: { path, mode: 'must-exist', journalMode: 'keep', busyTimeoutMs: 5_000 },
    environment: 'none',
    pool: {},
  })
}

/** What the first editor tab says. */
export const sampleStatements = `-- Welcome aboard. “Heron & Otter” is an invented bookshop on seven canal barges, and this is
-- its database: a file of your own, so try whatever you like.
-- Run the statement at the cursor with Ctrl+Enter, all of them with Ctrl+Shift+Enter.

-- What is in the catalogue?
select * from catalogue order by title limit 100;

-- 200,000 sales: scroll to the end, the window holds only what you see.
select * from sales;

-- Takings by month. Prices are exact decimals, added up in whole cents.
select * from takings_by_month;

-- Which harbours love which genre? Two window functions, one join too many.
with sold as (
  select h.name as harbour, g.name as genre, sum(s.quantity) as copies
  from sales s
  join harbours h on h.id = s.harbour_id
  join books b on b.id = s.book_id
  join genres g on g.id = b.genre_id
  group by h.id, g.id
)
select harbour, genre, copies,
  rank() over (partition by harbour order by copies desc) as place,
  round(100.0 * copies / sum(copies) over (partition by harbour), 1) as percent
from sold
order by harbour, place;

-- Books as pictures and JSON: open a cell of cover or details.
select title, details ->> '$.binding' as binding, details, cover from books where cover is not null;
`
