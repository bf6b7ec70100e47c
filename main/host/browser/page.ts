/** A page that says one thing in plain words, with nothing to load. */
export function page(title: string, text: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title} · Sluice</title>
<style>
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
  main { max-width: 34rem; margin: 20vh auto; padding: 0 1.5rem }
  h1 { font-size: 1.25rem }
</style>
<main><h1>${title}</h1><p>${text}</p></main>
</html>
`
}

export const notLetInPage = page(
  'This browser has not been let in',
  'Sluice prints an address when it starts. Open that address; it lets in one browser. ' +
    'If it has been used already, end Sluice and start it again.',
)

export const notFoundPage = page(
  'There is nothing here',
  'Open Sluice at <a href="/">its front page</a>.',
)
