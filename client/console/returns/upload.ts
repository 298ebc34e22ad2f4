import { API } from '../providers/httpClient.ts';
import { OFFLINE, toHttpError } from '../providers/problem.ts';
import type { EvidenceFile } from './records.ts';

export const LARGEST_BYTES = 10 * 1_048_576;
export const TAKEN = '.pdf,.png,.jpg,.jpeg,.webp,.heic,.heif,.avif,.txt,.log,.csv,.json';

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Sends a file, telling how far it is: `fetch` cannot. Throws what the server refused as every other call does. */
export function uploadEvidence(returnId: string, file: File, onProgress: (share: number) => void): Promise<EvidenceFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${API}/returns/${encodeURIComponent(returnId)}/files`);
    request.setRequestHeader('Accept', 'application/json');
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0));
    request.addEventListener('error', () => reject(toHttpError(OFFLINE, undefined, 'offline')));
    request.addEventListener('load', () => {
      const body = parse(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as EvidenceFile);
      else reject(toHttpError(request.status, body, request.statusText));
    });
    const form = new FormData();
    form.append('file', file);
    request.send(form);
  });
}

export const fileAddress = ({ returnId, id }: Pick<EvidenceFile, 'returnId' | 'id'>) => `${API}/returns/${encodeURIComponent(returnId)}/files/${encodeURIComponent(id)}`;
