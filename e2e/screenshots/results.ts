import { chooseOption } from '../support/chooseOption.ts'
import type { Scene } from './Scene.ts'

/** A filtered result, and a JSON value beside it. */
export const results: Scene = async ({ page, workbench, picture }) => {
  await workbench.newTab()
  await workbench.chooseProfile('Sample')
  await workbench.run(`select s.id, h.name as harbour, s.quantity,
json_object('sale', s.id, 'harbour', json_object('name', h.name, 'region', h.region),
'numbers', json_array(s.quantity, 9007199254740993)) as receipt
from sales s
join harbours h on h.id = s.harbour_id
order by s.id
limit 5000`)
  await workbench.untilStatus(/5,000 rows in/)
  await workbench.grid.getByRole('columnheader', { name: /^quantity\b/ }).hover()
  await page.getByRole('button', { name: 'Filter quantity', exact: true }).click()
  const filter = page.getByRole('dialog', { name: 'Filter quantity' })
  await chooseOption(filter.getByRole('combobox', { name: 'Condition' }), 'at least')
  await filter.getByRole('textbox').first().fill('2')
  await page.keyboard.press('Enter')
  await filter.waitFor({ state: 'hidden' })
  await workbench.untilStatus(/ of 5,000 rows/)
  await (await workbench.gridCell(2, 'receipt')).click()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: 'Row 2, receipt' }).waitFor()
  await picture('results')
}
