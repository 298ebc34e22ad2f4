import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './look.css';
import { Portal } from './Portal.tsx';

/** `/portal/:token`, whatever a mail program has hung on the end of it. */
const token = location.pathname.split('/')[2] ?? '';
const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode><Portal token={token} /></StrictMode>);
