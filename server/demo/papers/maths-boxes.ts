// Positions the boxes of KaTeX's tree by the rules of its style sheet, as marks relative to a baseline.
import { has, widthOf, type Face } from './fonts.ts';

export interface Tree {
  classes?: string[];
  children?: Tree[];
  style?: Record<string, string>;
  attributes?: Record<string, string>;
  height?: number;
  depth?: number;
  text?: string;
  italic?: number;
  /** SVG path data of a root sign or a tall bracket. */
  alternate?: string;
}
export type Mark =
  | { kind: 'glyphs'; face: Face; size: number; text: string; x: number; y: number }
  | { kind: 'rule'; x: number; y: number; width: number; height: number }
  | { kind: 'path'; data: string; scale: number; x: number; top: number; width: number; height: number };
export interface Box {
  width: number;
  marks: Mark[];
}
const scales = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.44, 1.728, 2.074, 2.488];
const faceOfClass: Record<string, Face> = {
  mathnormal: 'math',
  mathbf: 'bold',
  textbf: 'bold',
  mathit: 'italic',
  textit: 'italic',
  mathrm: 'roman',
  textrm: 'roman',
  mathbb: 'ams',
  textbb: 'ams',
  amsrm: 'ams',
  mathcal: 'script',
  mathtt: 'mono',
  texttt: 'mono',
  'small-op': 'size1',
  'large-op': 'size2',
  'delim-size1': 'size1',
  'delim-size4': 'size4',
};
/** A length of the style sheet in ems, or 0. */
export const em = (value: string | undefined) => (value?.endsWith('em') ? Number.parseFloat(value) : 0);
const shift = (marks: Mark[], dx: number, dy: number) =>
  marks.map((mark) =>
    mark.kind === 'path'
      ? { ...mark, x: mark.x + dx, top: mark.top + dy }
      : { ...mark, x: mark.x + dx, y: mark.y + dy },
  );

function faceOf(classes: string[], inherited: Face): Face {
  let face = inherited;
  for (const name of classes) {
    face = faceOfClass[name] ?? face;
    if (classes.includes('delimsizing') && /^size[1-4]$/.test(name)) face = name as Face;
  }
  return face;
}

/** Lays out a node at a font size; `align` is how a vertical list below it places narrower members. */
export function place(node: Tree, size: number, inherited: Face, align: number): Box {
  const classes = node.classes ?? [];
  const style = node.style ?? {};
  const face = faceOf(classes, inherited);
  if (node.text !== undefined) return glyphs(node.text, face, size, node.italic ?? 0);
  if (classes.includes('katex-strut') || classes.includes('pstrut') || classes.includes('vlist-s'))
    return { width: 0, marks: [] };
  if (classes.includes('nulldelimiter')) return { width: 0.12 * size, marks: [] };
  const scale = classes.findIndex((name) => name.startsWith('reset-size'));
  if (scale >= 0) {
    const from = Number(classes[scale]?.slice('reset-size'.length));
    const to = Number(classes[scale + 1]?.slice('size'.length));
    size *= (scales[to - 1] ?? 1) / (scales[from - 1] ?? 1);
  }
  let box: Box;
  const hangs =
    classes.includes('mfrac') ||
    classes.includes('op-limits') ||
    classes.includes('accent') ||
    classes.includes('col-align-c');
  const below = hangs
    ? 0.5
    : classes.includes('col-align-r')
      ? 1
      : classes.includes('vlist-t') || classes.includes('vlist-r')
        ? align
        : 0;
  if (classes.includes('vlist')) box = stack(node, size, face, align);
  else {
    box = { width: 0, marks: [] };
    // The second row of a vertical list only reserves depth.
    const children = classes.includes('vlist-t') ? (node.children ?? []).slice(0, 1) : (node.children ?? []);
    for (const child of children) {
      const inner = place(child, size, face, below);
      box.marks.push(...shift(inner.marks, box.width, 0));
      box.width += inner.width;
    }
  }
  if (classes.includes('accent-body') && !classes.includes('accent-full')) box.width = 0;
  const left = (em(style['marginLeft']) + em(style['paddingLeft'])) * size;
  const marks = shift(box.marks, left + em(style['left']) * size, -em(style['top']) * size);
  return { width: left + box.width + (em(style['marginRight']) + em(style['width'])) * size, marks };
}

function glyphs(text: string, face: Face, size: number, italic: number): Box {
  const shown = text.replace(/[\u200b\u00a0]/g, (char) => (char === '\u00a0' ? ' ' : ''));
  if (!shown) return { width: 0, marks: [] };
  const chosen = [face, 'roman' as const, 'ams' as const, 'math' as const].find((one) =>
    [...shown].every((char) => has(one, char)),
  );
  const drawn = chosen ?? 'sans';
  return {
    width: widthOf(drawn, size, shown) + italic * size,
    marks: [{ kind: 'glyphs', face: drawn, size, text: shown, x: 0, y: 0 }],
  };
}

/** A vertical list: each member's baseline is lifted by -top minus the height of its strut. */
function stack(node: Tree, size: number, face: Face, align: number): Box {
  const members = (node.children ?? []).map((child) => {
    const { top, ...style } = child.style ?? {};
    const strut = child.children?.find((one) => one.classes?.includes('pstrut'));
    const inner = place({ ...child, style }, size, face, 0);
    const lift = (-em(top) - em(strut?.style?.['height'])) * size;
    return { child, inner, lift };
  });
  const width = Math.max(0, ...members.map(({ inner }) => inner.width));
  const marks = members.flatMap(({ child, inner, lift }): Mark[] => {
    const part = child.children?.find((one) => !one.classes?.includes('pstrut'));
    const rule = em(part?.style?.['borderBottomWidth']);
    if (rule) return [{ kind: 'rule', x: 0, y: lift, width, height: rule * size }];
    const svg = part?.children?.find((one) => one.attributes?.['viewBox']);
    if (svg) return [{ ...path(svg, size, width), top: lift + em(part?.style?.['height']) * size }];
    return shift(inner.marks, (width - inner.width) * align, lift);
  });
  return { width, marks };
}

function path(svg: Tree, size: number, width: number): Mark & { kind: 'path' } {
  const height = em(svg.attributes?.['height']) * size;
  const tall = Number(svg.attributes?.['viewBox']?.split(' ')[3]);
  return {
    kind: 'path',
    data: svg.children?.[0]?.alternate ?? '',
    scale: height / tall,
    x: 0,
    top: 0,
    width,
    height,
  };
}
