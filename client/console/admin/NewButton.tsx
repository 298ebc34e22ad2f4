import Button from '@mui/material/Button';
import { Link } from 'react-router';

export function NewButton({ to, label }: { to: string; label: string }) {
  return <Button component={Link} to={to}>{label}</Button>;
}
