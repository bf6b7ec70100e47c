import { registerHooks } from 'node:module'

/**
 * Gives dependency-cruiser the TypeScript it can read: it needs the compiler's JavaScript API, which
 * version 7 does not have.
 */
registerHooks({
  resolve(specifier, context, next) {
    const isAsked = /^typescript(\/|$)/.test(specifier)
    const isCruiser = context.parentURL?.includes('/node_modules/dependency-cruiser/')
    return next(
      isAsked && isCruiser ? specifier.replace('typescript', 'typescript-6') : specifier,
      context,
    )
  },
})
