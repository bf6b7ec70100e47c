export const noProcess = () => {
  throw new Error('This driver needs no process')
}
