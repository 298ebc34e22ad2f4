import { lazy, Suspense, useEffect } from 'react';
import { Route, Routes, useParams } from 'react-router';
import { ColumnsSkeleton } from '../layout/ColumnsSkeleton.tsx';
import { NotFound } from '../layout/NotFound.tsx';
import { Queue } from './Queue.tsx';

const loadWorkspace = () => import('./workspace/Workspace.tsx');
const Workspace = lazy(() => loadWorkspace().then(({ Workspace: page }) => ({ default: page })));
/** The queue's rows come first; the workspace is there before somebody has chosen one. */
const AFTER_THE_ROWS_MS = 1_500;

/** Each escalation has its own workspace: nothing of the last one is left in the next. */
function WorkspaceOf() {
  const { id = '' } = useParams();
  return <Suspense fallback={<ColumnsSkeleton />}><Workspace key={id} id={id} /></Suspense>;
}

export default function Escalations() {
  useEffect(() => {
    const timer = setTimeout(() => void loadWorkspace(), AFTER_THE_ROWS_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <Routes>
      <Route index element={<Queue />} />
      <Route path=":id" element={<WorkspaceOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
