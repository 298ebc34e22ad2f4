import DownloadIcon from '@mui/icons-material/FileDownloadOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useNotify, useTranslate } from 'react-admin';
import { formatNumber } from '../../fields/format.ts';
import { API, request } from '../../providers/httpClient.ts';
import { explain } from '../../providers/problem.ts';
import { saveFile } from '../../table/exportFile.ts';

type Signed = { length: number; hash: string; at: string; signature: string; publicKey: string };

/** How long the ledger is and where it ends, signed. Kept elsewhere, it shows whether the end was cut off since. */
export function Checkpoint() {
  const translate = useTranslate();
  const notify = useNotify();
  const [busy, setBusy] = useState(false);
  const take = async () => {
    setBusy(true);
    try {
      const checkpoint = await request<Signed>('GET', '/revenue-entries/checkpoint');
      saveFile(new Blob([`${JSON.stringify(checkpoint, null, 2)}\n`], { type: 'application/json' }), `checkpoint-${checkpoint.at.slice(0, 10)}-${checkpoint.length}.json`);
      notify('revenue.entries.checkpoint_done', { type: 'success', messageArgs: { length: formatNumber(checkpoint.length) } });
    } catch (error) {
      const { title, detail } = explain(error, translate);
      notify(detail ?? title, { type: 'error' });
    } finally {
      setBusy(false);
    }
  };
  return <Button loading={busy} startIcon={<DownloadIcon />} title={translate('revenue.entries.checkpoint_hint')} onClick={() => void take()}>{translate('revenue.entries.checkpoint')}</Button>;
}

/** All of it, a line an entry, as it is made: it can be longer than a page holds in memory, so the browser takes it by itself. */
export function Ledger() {
  const translate = useTranslate();
  return <Button component="a" href={`${API}/revenue-entries/ledger.jsonl`} download startIcon={<DownloadIcon />} title={translate('revenue.entries.ledger_hint')}>{translate('revenue.entries.ledger')}</Button>;
}
