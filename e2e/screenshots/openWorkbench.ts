import type { Scene } from './Scene.ts'

const HARBOURS_AND_GENRES = `-- Which harbours love which genre?
select h.name as harbour, g.name as genre, sum(s.quantity) as copies
from sales s
join harbours h on h.id = s.harbour_id
join books b on b.id = s.book_id
join genres g on g.id = b.genre_id
group by h.id, g.id
order by copies desc;`

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
  await picture('workbench')

  await workbench.run("select title, price\nfrom boks\nwhere language = 'en'")
  await workbench.untilStatus(/failed/i)
  await picture('error')
}
