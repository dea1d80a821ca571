// Writes one page's content stream: text, lines, shapes and colours, in points with the origin bottom left.
import { advance, compose, has, load, type Face } from './fonts.ts';
import { kernOf } from './kerning.ts';

/** Red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];
export const black: Colour = [0, 0, 0];

export interface Link {
  rect: readonly [number, number, number, number];
  target: string;
}
export interface TextStyle {
  colour?: Colour;
  /** Points added to each space, to fill a justified line. */
  spread?: number;
  /** Counter-clockwise degrees; only 0 and 90 are used. */
  turn?: number;
}
/** Gives the glyph code of a character in the document's subset of a face, as four hex digits. */
export type Encode = (face: Face, char: string) => string;

const n = (value: number) => String(Math.round(value * 1000) / 1000);

export function makePen(encode: Encode) {
  const out: string[] = [];
  const used = new Set<Face>();
  const links: Link[] = [];
  const targets: { name: string; x: number; y: number }[] = [];
  let fillNow = '';
  let strokeNow = '';

  const fill = (colour: Colour) => {
    const wanted = `${colour.map(n).join(' ')} rg`;
    if (wanted !== fillNow) out.push(wanted);
    fillNow = wanted;
  };
  const stroke = (colour: Colour, width: number, dash: readonly number[] = []) => {
    const wanted = `${colour.map(n).join(' ')} RG ${n(width)} w [${dash.map(n).join(' ')}] 0 d`;
    if (wanted !== strokeNow) out.push(wanted);
    strokeNow = wanted;
  };
  const show = (face: Face, size: number, matrix: string, body: string, mode = '') => {
    used.add(face);
    out.push(`BT /${face} ${n(size)} Tf ${mode}${matrix} Tm ${body} TJ ET`);
  };

  /** The outline of one glyph, filled: for accents, which the fonts have only as separate characters. */
  const outline = (face: Face, size: number, char: string, x: number, y: number) => {
    const { font } = load(face);
    const k = size / font.unitsPerEm;
    const at = (px: number, py: number) => `${n(x + px * k)} ${n(y + py * k)}`;
    let px = 0;
    let py = 0;
    const { commands } = font.glyphForCodePoint(char.codePointAt(0) ?? 0).path as unknown as {
      commands: { command: string; args: number[] }[];
    };
    for (const { command, args } of commands) {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = args;
      if (command === 'moveTo') out.push(`${at(a, b)} m`);
      else if (command === 'lineTo') out.push(`${at(a, b)} l`);
      else if (command === 'bezierCurveTo') out.push(`${at(a, b)} ${at(c, d)} ${at(e, f)} c`);
      else if (command === 'quadraticCurveTo') {
        out.push(
          `${at(px + (2 / 3) * (a - px), py + (2 / 3) * (b - py))} ${at(c + (2 / 3) * (a - c), d + (2 / 3) * (b - d))} ${at(c, d)} c`,
        );
      } else out.push('h');
      if (args.length > 0) [px, py] = args.slice(-2) as [number, number];
    }
    out.push('f');
  };

  /** An accented letter: drawn as outlines, with the real character beneath as invisible text for reading and search. */
  const accented = (face: Face, size: number, char: string, x: number, y: number) => {
    const parts = compose(face, char);
    const width = advance(face, char);
    const real = advance('sans', char) || 1;
    if (!parts) {
      show('sans', size, `1 0 0 1 ${n(x)} ${n(y)}`, `[<${encode('sans', char)}>]`);
      return;
    }
    outline(face, size, parts.letter, x, y);
    const shift = (width - advance(face, parts.accent)) / 2;
    const tall = !parts.below && parts.letter === parts.letter.toUpperCase() && !'ıȷ'.includes(parts.letter);
    outline(face, size, parts.accent, x + (shift * size) / 1000, y + (tall ? 0.25 * size : 0));
    show('sans', size, `${n(width / real)} 0 0 1 ${n(x)} ${n(y)}`, `[<${encode('sans', char)}>]`, '3 Tr ');
    out.push('0 Tr');
  };

  /** Sets a line of text with its baseline starting at (x, y); returns its width in points. */
  const text = (face: Face, size: number, value: string, x: number, y: number, style: TextStyle = {}) => {
    const { colour = black, spread = 0, turn = 0 } = style;
    fill(colour);
    let parts = '';
    let hex = '';
    let width = 0;
    let start = 0;
    let before = '';
    const matrix = (along: number) =>
      turn === 90 ? `0 1 -1 0 ${n(x)} ${n(y + along)}` : `1 0 0 1 ${n(x + along)} ${n(y)}`;
    const flush = () => {
      if (hex) parts += `<${hex}>`;
      if (parts) show(face, size, matrix(start), `[${parts}]`);
      parts = hex = '';
    };
    for (const char of value) {
      const kern = (kernOf(face, before, char) * size) / 1000;
      if (kern) {
        parts += `<${hex}> ${n((-kern * 1000) / size)} `;
        hex = '';
        width += kern;
      }
      const step = (advance(face, char) * size) / 1000;
      if (has(face, char)) {
        hex += encode(face, char);
        width += step;
        if (char === ' ' && spread) {
          parts += `<${hex}> ${n((-spread * 1000) / size)} `;
          hex = '';
          width += spread;
        }
      } else {
        flush();
        accented(face, size, char, x + width, y);
        width += step;
        start = width;
      }
      before = char;
    }
    flush();
    return width;
  };

  const trace = (points: readonly (readonly [number, number])[]) =>
    out.push(points.map(([x, y], i) => `${n(x)} ${n(y)} ${i ? 'l' : 'm'}`).join(' '));

  return {
    text,
    line(
      points: readonly (readonly [number, number])[],
      width = 0.5,
      colour = black,
      dash: readonly number[] = [],
    ) {
      stroke(colour, width, dash);
      trace(points);
      out.push('S');
    },
    polygon(points: readonly (readonly [number, number])[], colour: Colour) {
      fill(colour);
      trace(points);
      out.push('h f');
    },
    rect(x: number, y: number, w: number, h: number, colour: Colour) {
      fill(colour);
      out.push(`${n(x)} ${n(y)} ${n(w)} ${n(h)} re f`);
    },
    frame(x: number, y: number, w: number, h: number, width = 0.5, colour = black) {
      stroke(colour, width);
      out.push(`${n(x)} ${n(y)} ${n(w)} ${n(h)} re S`);
    },
    circle(x: number, y: number, r: number, colour: Colour) {
      fill(colour);
      const c = r * 0.5523;
      const p = (a: number, b: number) => `${n(x + a)} ${n(y + b)}`;
      out.push(
        `${p(r, 0)} m ${p(r, c)} ${p(c, r)} ${p(0, r)} c ${p(-c, r)} ${p(-r, c)} ${p(-r, 0)} c ${p(-r, -c)} ${p(-c, -r)} ${p(0, -r)} c ${p(c, -r)} ${p(r, -c)} ${p(r, 0)} c f`,
      );
    },
    /** Raw operators between q and Q, for what has no method of its own. */
    raw(operators: string) {
      out.push(`q ${operators} Q`);
    },
    /** Draws with the origin moved to (x, y) and everything enlarged; not for links and targets. */
    scaled(factor: number, x: number, y: number, draw: () => void) {
      out.push(`q ${n(factor)} 0 0 ${n(factor)} ${n(x)} ${n(y)} cm`);
      draw();
      out.push('Q');
      fillNow = strokeNow = '';
    },
    link(target: string, x: number, y: number, w: number, h: number) {
      links.push({ target, rect: [x, y, x + w, y + h] });
    },
    target(name: string, x: number, y: number) {
      targets.push({ name, x, y });
    },
    used,
    links,
    targets,
    content: () => out.join('\n'),
  };
}

export type Pen = ReturnType<typeof makePen>;
