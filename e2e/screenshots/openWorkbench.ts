import type { Scene } from './Scene.ts'

const HARBOURS_AND_GENRES = `-- Which genre do the readers of which harbour love?
select h.name as harbour, g.name as genre, count(*) as reviews, round(avg(r.stars), 2) as stars
from reviews r
join readers p on p.id = r.reader_id
join harbours h on h.id = p.home_harbour_id
join books b on b.id = r.book_id
join genres g on g.id = b.genre_id
group by h.id, g.id
order by reviews desc;`

export const openWorkbench: Scene = async ({ page, workbench, picture }) => {
  await workbench.open('Sample')
  await workbench.open('Tables')
  await workbench.open(/^barges\b/)
  await workbench.open('Columns')
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run('select * from sales')
  await workbench.untilStatus(/200,000 rows in/)
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(HARBOURS_AND_GENRES)
  await workbench.untilStatus(/rows in/)
  await workbench.editor.focus()
  await page.keyboard.press('ControlOrMeta+End')
  await workbench.row(1).waitFor()
  await picture('workbench')

  await workbench.run("select title, price\nfrom boks\nwhere language = 'en'")
  await workbench.untilStatus(/failed/i)
  await picture('error')
}
