/**
 * What a page of the workbench may load: files of its own and nothing else. Monaco and AG Grid write
 * styles into the page; scripts are never inline and never evaluated. `socketOrigin` is where a
 * browser's page reaches main; engines differ in whether 'self' covers it.
 */
export function contentSecurityPolicy({ socketOrigin }: { socketOrigin?: string } = {}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    `connect-src 'self'${socketOrigin ? ` ${socketOrigin}` : ''}`,
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
