import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'
import { compressedBeside, fetchedAhead } from './scripts/pagePlugins.ts'

/** Files of `out/main` that start on their own: the program, its child processes and workers. */
const MAIN_ENTRIES = {
  index: 'main/index.ts',
  sqliteProcess: 'main/drivers/sqlite/sqliteProcess.ts',
  sampleProcess: 'main/sample/sampleProcess.ts',
  frameWorker: 'main/frame/frameWorker.ts',
  polarsWorker: 'main/work/polarsWorker.ts',
  importWorker: 'main/transfer/import/importWorker.ts',
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      target: 'node24',
      // What stands under `dependencies` is loaded from node_modules, native parts and all.
      // But for libraries of a hundred small files: at the start each file costs more than its content.
      externalizeDeps: { exclude: ['apache-arrow', 'zod', 'csv-parse', 'birpc'] },
      rolldownOptions: {
        input: MAIN_ENTRIES,
        output: {
          format: 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'chunks/[name]-[hash].js',
        },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      // A sandboxed preload script may load nothing but `electron`.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: 'preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [
      react(),
      fetchedAhead(['/renderer/ui/SqlEditor.tsx', '/renderer/editor/EditorPane.tsx']),
      compressedBeside(),
    ],
    build: {
      outDir: 'out/renderer',
      target: 'chrome140',
      minify: true,
      rolldownOptions: {
        input: resolve(import.meta.dirname, 'renderer/index.html'),
        // One file instead of some 70 small ones, each a request that the first frame waits for.
        output: { codeSplitting: { groups: [{ name: 'window', tags: ['$initial'] }] } },
      },
    },
  },
})
