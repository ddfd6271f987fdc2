import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The API that the development server passes requests on to. */
const server = process.env['TESSERA_API'] ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist',
    target: 'es2023',
    // Inlined assets would be data: addresses, which the content security policy refuses for fonts.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { input: 'index.html' },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': server } },
})
