import type { Scene } from './Scene.ts'

/** The first start. */
export const tour: Scene = async ({ page, workbench, picture }) => {
  await workbench.command('Show the tour')
  await page.getByRole('region', { name: 'Tour' }).waitFor()
  await picture('tour')
}
