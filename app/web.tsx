import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from '../ui/shell/App.tsx'
import { webModules } from './web-modules.ts'

const root = document.getElementById('root')
if (!root) throw new Error('index.html lacks the element #root.')
createRoot(root).render(
  <StrictMode>
    <App modules={webModules} />
  </StrictMode>,
)
