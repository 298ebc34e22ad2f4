import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allowedAttestationMoves, decideAttestation, supersedes, zoneOf } from '../../server/domain/attestation.ts';
import { CARRIER_TERMS, meantBy, VOCABULARIES, VOCABULARY_SOURCE } from '../../server/domain/carrier-terms.ts';
import { signedTime } from '../../server/domain/certificate-text.ts';
import { ERASED, isKnown, likeTraces, tracesOf, withoutPerson, withoutTraces } from '../../server/domain/erasure.ts';
import { foldText } from '../../server/domain/fold.ts';
import { methodsFor } from '../../server/domain/sanitisation.ts';
import { ATTESTATION_STATUSES, RETURN_FACTS } from '../../server/domain/words.ts';

describe('Decisions about an attestation', () => {
  it('are what its status allows, and nothing else', () => {
    for (const status of ATTESTATION_STATUSES) {
      for (const move of ['verify', 'reject'] as const) {
        const decided = decideAttestation(status, move);
        expect(typeof decided === 'string', `${move} ${status}`).toBe(allowedAttestationMoves(status).includes(move));
      }
    }
    expect(allowedAttestationMoves('signed')).toEqual(['verify', 'reject']);
    expect(allowedAttestationMoves('superseded')).toEqual([]);
  });

  it('a newer one takes the place of an older one only where it says all of it', () => {
    const of = (...serials: string[]) => serials.map((serial) => ({ serial }));
    expect(supersedes(of('A1', 'b2'), of('B2'))).toBe(true);
    expect(supersedes(of('A1'), of('A1', 'B2'))).toBe(false);
  });
});

describe('The time under a signature', () => {
  it('is read in the signer’s zone', () => {
    expect(zoneOf({ signedAt: '2026-03-10T10:00:00+05:30' }, 'UTC')).toBe('+05:30');
    expect(zoneOf({ signedAt: '2026-03-10T10:00:00Z' }, 'Europe/Berlin')).toBe('UTC');
    expect(zoneOf({ signedZone: 'Asia/Kolkata', signedAt: '2026-03-10T10:00:00Z' }, 'UTC')).toBe('Asia/Kolkata');
    expect(zoneOf({}, 'Europe/Berlin')).toBe('Europe/Berlin');
    expect(signedTime('2026-07-10T10:00:00.000Z', 'Europe/Berlin')).toBe('2026-07-10 12:00:00 UTC+02:00 (Europe/Berlin)');
    expect(signedTime('2026-07-10T10:00:00.000Z', '+05:30')).toBe('2026-07-10 15:30:00 UTC+05:30');
    expect(signedTime('2026-07-10T10:00:00.000Z', 'UTC')).toBe('2026-07-10 10:00:00 UTC');
  });
});

describe('Carriers’ words', () => {
  it('mean facts that a carrier can tell, and each vocabulary has its source', () => {
    for (const vocabulary of VOCABULARIES) {
      expect(VOCABULARY_SOURCE[vocabulary]).toMatch(/^https:\/\//);
      for (const meant of Object.values(CARRIER_TERMS[vocabulary])) {
        if (meant === null) continue;
        expect(RETURN_FACTS).toContain(meant.fact);
        expect(['first_scan', 'in_transit', 'exception', 'delivered']).toContain(meant.fact);
        expect(meant.fact === 'exception').toBe(meant.cause !== undefined);
      }
    }
  });

  it('are turned round: delivered is our dock, returned to sender goes back to the customer', () => {
    expect(meantBy('aftership', 'Delivered')).toEqual({ fact: 'delivered' });
    expect(meantBy('easypost', 'return_to_sender')).toEqual({ fact: 'exception', cause: 'return_to_sender' });
    expect(meantBy('karrio', 'Picked Up')).toEqual({ fact: 'first_scan' });
    expect(meantBy('karrio', 'constructor')).toBeUndefined();
    expect(meantBy('easypost', 'pre-transit')).toBeNull();
  });
});

describe('Erasing', () => {
  const person = { name: 'Ana (Ann) Łuk', email: 'ana.luk@customer.example', phone: null };

  it('blanks every trace, however deep, and leaves what is none', () => {
    const traces = tracesOf([person]);
    if (!traces) throw new Error('There is something to look for');
    expect(withoutTraces({ a: ['Dear Ana (Ann) Łuk,', { b: 'to ANA.LUK@customer.example.' }], n: 4 }, traces)).toEqual({ a: [`Dear ${ERASED},`, { b: `to ${ERASED}.` }], n: 4 });
    const other = { text: 'Banana.luk@customer.example is somebody else', list: [1, null] };
    expect(withoutTraces(other, traces)).toBe(other);
  });

  it.each([
    ['as search texts have it', 'jose ortega nunez wants a call', `${ERASED} wants a call`], ['without its diacritics', 'Call Jose Ortega Nunez', `Call ${ERASED}`], ['with its marks apart', 'José Órtega Núñez.'.normalize('NFD'), `${ERASED}.`],
    ['over two lines', 'for José\n  Órtega Núñez', `for ${ERASED}`], ['as a file is called', 'wipe_jose-ortega_nunez.pdf', `wipe_${ERASED}.pdf`], ['in capitals', 'JOSÉ ÓRTEGA NÚÑEZ', ERASED], ['by a number with other gaps', 'ring (+49)30-555 0199', `ring (${ERASED}`],
  ])('finds a name %s', (_how, text, clean) => {
    const known = [{ name: 'José Órtega Núñez', email: 'jose@customer.example', phone: '+49 30 5550199' }];
    expect(withoutTraces(text, tracesOf(known) ?? /$^/g)).toBe(clean);
  });

  it('asks a database for every text that has a trace', () => {
    const like = (pattern: string) => new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]]/g, String.raw`\$&`).replaceAll(/(?<!\\)%/g, '.*').replaceAll(/(?<!\\)_/g, '.')}$`, 'su');
    const written = [(text: string) => text, (text: string) => text.normalize('NFD'), (text: string) => text.toUpperCase(), foldText, (text: string) => text.replaceAll(' ', '\n  ')];
    for (const name of ['José Órtega Núñez', 'Björn Strauß', 'Ana (Ann) Łuk', '山田太郎', 'Анна Ким', 'O’Neil, "Bob" 100%_1']) {
      const known = [{ name, email: 'somebody@customer.example', phone: '+49 30 5550199' }];
      for (const write of written) {
        const text = JSON.stringify({ text: `To ${write(name)}, today` });
        // As SQLite does it: plain letters alone.
        const lower = text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
        if (withoutTraces(text, tracesOf(known) ?? /$^/g) !== text) expect(likeTraces(known).some((pattern) => like(pattern).test(lower)), `${name}: ${lower}`).toBe(true);
      }
    }
  });

  it('leaves nothing personal in a record, however short, and knows who signed whatever the case', () => {
    expect(withoutPerson({ id: '1', name: 'Bo', email: '', title: 'Head of IT', phone: null, isPrimary: true })).toEqual({ id: '1', name: ERASED, email: '', title: ERASED, phone: null, isPrimary: true });
    const known = [{ name: 'José', email: 'Jose@Customer.example', phone: null }];
    expect(isKnown({ name: 'Somebody', email: 'jose@customer.EXAMPLE' }, known)).toBe(true);
    expect(isKnown({ name: 'JOSE', email: null }, known)).toBe(true);
    expect(isKnown({ name: 'Josef', email: '' }, [{ name: '', email: '', phone: null }, ...known])).toBe(false);
  });

  it('leaves a value that holds no trace as the same object', () => {
    const traces = tracesOf([person]) ?? /$^/g;
    fc.assert(fc.property(fc.jsonValue(), (value) => {
      if (!JSON.stringify(value).toLowerCase().includes('ana')) expect(withoutTraces(value, traces)).toBe(value);
    }));
    expect(tracesOf([{ name: 'Bo', email: '', phone: null }])).toBeNull();
  });
});

describe('How data were removed', () => {
  it('fits what is said of the device: what is wiped is not destroyed, and what is destroyed is nothing less', () => {
    expect(methodsFor('wiped')).toEqual(['Clear', 'Purge']);
    expect(methodsFor('destroyed')).toEqual(['Destroy']);
    expect(methodsFor('returned')).toEqual(['Clear', 'Purge', 'Destroy']);
  });
});
