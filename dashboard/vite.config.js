import { defineConfig } from 'vite'

/** One page and its pieces; the charts come with the pages that draw. `npm start` builds it, Firebase Hosting serves it. */
export default defineConfig({
  root: import.meta.dirname,
  build: { outDir: 'dist', emptyOutDir: true, target: 'es2023', reportCompressedSize: false },
  logLevel: 'warn',
})
