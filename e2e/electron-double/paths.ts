/** Chromium serves no scheme of ours to an outsider; this name stands for it, and counts as secure. */
const PAGE_ORIGIN = 'http://sluice.localhost'

/** `sluice://app/x` as the double's page has it. */
export const toPageUrl = (url: string): string => url.replace(/^sluice:\/\/app/, PAGE_ORIGIN)

/** The page's address as Electron would tell it to main. */
export const toMainUrl = (url: string): string =>
  url.startsWith(`${PAGE_ORIGIN}/`) ? url.replace(PAGE_ORIGIN, 'sluice://app') : url
