/**
 * The value of a token in the theme of the moment, such as `#1c2026` of `--text`, for libraries that
 * take colours as values.
 */
export const readToken = (name: `--${string}`): string =>
  getComputedStyle(document.documentElement).getPropertyValue(name).trim()
