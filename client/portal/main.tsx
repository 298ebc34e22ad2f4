import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './look.css';
import { Portal } from './Portal.tsx';
import { Signing } from './sign/Signing.tsx';

/** `/portal/:token` or `/portal/sign/:token`, whatever a mail program has hung on the end of it. */
const [, , first = '', second = ''] = location.pathname.split('/');
const root = document.getElementById('root');
if (root) createRoot(root).render(<StrictMode>{first === 'sign' ? <Signing token={second} /> : <Portal token={first} />}</StrictMode>);
