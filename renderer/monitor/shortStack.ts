/** A stack without the folders that its files lie in: `at Pool.use (index.js:20327:28)`. */
export const shortStack = (stack: string): string =>
  stack.replaceAll(/(?:file:\/\/\/?|\/|[A-Za-z]:[\\/])[^\s()]*[\\/](?=[^\\/\s()]+:\d+)/g, '')
