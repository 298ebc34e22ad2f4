import { Route, Routes, useParams } from 'react-router';
import { NotFound } from '../layout/NotFound.tsx';
import { Queue } from './Queue.tsx';
import { Workspace } from './workspace/Workspace.tsx';

/** Each escalation has its own workspace: nothing of the last one is left in the next. */
function WorkspaceOf() {
  const { id = '' } = useParams();
  return <Workspace key={id} id={id} />;
}

export default function Escalations() {
  return (
    <Routes>
      <Route index element={<Queue />} />
      <Route path=":id" element={<WorkspaceOf />} />
      <Route path="*" element={<NotFound />} />
    </Routes>
  );
}
