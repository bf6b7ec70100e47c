/** 200,000 rows of SQLite: more than a window holds, numbers beyond 53 bits, NULL and empty text. */
export const NUMBERS = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 200000)
  select i, 9007199254740992 + i as big, case when i % 2 then 'odd' end as name, '' as empty from n`
