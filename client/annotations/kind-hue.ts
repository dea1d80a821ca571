// Hands a kind's hue to the style sheet as `--hue`.
import type { CSSProperties } from 'react';
import type { Kind } from '#shared/annotations/kinds.ts';

export const hueOf = (kind: Kind) => ({ '--hue': `var(--kind-${kind})` }) as CSSProperties;
