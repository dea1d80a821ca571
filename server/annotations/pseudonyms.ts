// Pseudonyms of anonymous authors: the same for one person throughout a document, another in every document.
import type { Id } from '#shared/kernel/primitives.ts';
import { deriveToken } from '#server/kernel/secret.ts';

const birds = [
  ...[
    'Avocet',
    'Bittern',
    'Bluetit',
    'Bunting',
    'Cormorant',
    'Crane',
    'Curlew',
    'Dipper',
    'Dotterel',
    'Dunlin',
  ],
  ...[
    'Egret',
    'Fieldfare',
    'Firecrest',
    'Gannet',
    'Godwit',
    'Goldfinch',
    'Grebe',
    'Heron',
    'Hoopoe',
    'Jackdaw',
  ],
  ...[
    'Kestrel',
    'Kingfisher',
    'Knot',
    'Lapwing',
    'Linnet',
    'Martin',
    'Nightjar',
    'Nuthatch',
    'Oriole',
    'Osprey',
  ],
  ...[
    'Oystercatcher',
    'Petrel',
    'Pipit',
    'Plover',
    'Puffin',
    'Redpoll',
    'Redstart',
    'Ringdove',
    'Robin',
    'Rook',
  ],
  ...[
    'Sandpiper',
    'Shrike',
    'Siskin',
    'Skylark',
    'Sparrow',
    'Starling',
    'Stonechat',
    'Swallow',
    'Swift',
    'Teal',
  ],
  ...[
    'Tern',
    'Thrush',
    'Turnstone',
    'Wagtail',
    'Warbler',
    'Waxwing',
    'Whimbrel',
    'Whinchat',
    'Wigeon',
    'Wren',
  ],
];

export interface Pseudonym {
  /** Stands in for the person's id; cannot be traced back without the installation's secret. */
  readonly id: Id;
  readonly name: string;
}

export type PseudonymOf = (documentId: Id, personId: Id) => Pseudonym;

/** Names have a number, so that two people in one discussion are hardly ever called the same (one in 5,400). */
export const createPseudonyms =
  (secret: string): PseudonymOf =>
  (documentId, personId) => {
    const token = deriveToken(secret, 'pseudonym', `${documentId} ${personId}`);
    const bytes = Buffer.from(token, 'base64url');
    const bird = birds[bytes.readUInt16BE(0) % birds.length] ?? 'Wren';
    const number = 10 + (bytes.readUInt16BE(2) % 90);
    return { id: bytes.subarray(8, 20).toString('hex'), name: `${bird} ${String(number)}` };
  };
