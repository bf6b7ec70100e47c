import type { Scene } from './Scene.ts'

const WELL_REVIEWED = `select b.title, count(*) as reviews, max(r.written_at) as latest
from reviews r
join books b on b.id = r.book_id
where r.stars >= :stars and r.written_at >= :since
group by b.id
order by reviews desc
limit 20;

select count(*) as readers
from readers;`

/** Two statements, the question for their values, and completion with a join condition. */
export const editor: Scene = async ({ page, workbench, picture }) => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type(WELL_REVIEWED)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Values for this run' })
  await dialog.getByRole('textbox', { name: ':stars' }).fill('4')
  await dialog.getByRole('textbox', { name: ':since' }).fill('2020-01-01')
  await picture('parameters')
  await page.keyboard.press('Enter')
  await workbench.untilStatus(/rows in/)
  await workbench.row(1).waitFor()
  await picture('editor')
}
