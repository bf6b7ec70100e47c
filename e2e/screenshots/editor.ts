import type { Scene } from './Scene.ts'

const SALES_OF_A_HARBOUR = `select b.title, sum(s.quantity) as copies
from sales s
join books b on b.id = s.book_id
where s.harbour_id = :harbour and s.sold_at >= :since
group by b.id
order by copies desc
limit 20;

select count(*) as readers
from readers;`

/** Two statements, the question for their values, and completion with a join condition. */
export const editor: Scene = async ({ page, workbench, picture }) => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.type(SALES_OF_A_HARBOUR)
  await page.keyboard.press('Control+Home')
  await page.keyboard.press('Control+Enter')
  const dialog = page.getByRole('dialog', { name: 'Values for this run' })
  await dialog.getByRole('textbox', { name: ':harbour' }).fill('2')
  await dialog.getByRole('textbox', { name: ':since' }).fill('2020-01-01')
  await picture('parameters')
  await page.keyboard.press('Enter')
  await workbench.untilStatus(/rows in/)
  await picture('editor')
}
