// Numbers of slides as people write them: “3, 5-7” counts from 1, the code from 0.

/** The slides in order, each once; null where it is no list of numbers from 1 to `count`. */
export const readSlideNumbers = (text: string, count: number): number[] | null => {
  const parts = text
    .replace(/\s*[-–]\s*/g, '-')
    .split(/[,;\s]+/)
    .filter(Boolean);
  const slides = new Set<number>();
  for (const part of parts) {
    const range = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part);
    const from = Number(range?.[1]);
    const to = Number(range?.[2] ?? range?.[1]);
    if (!range || from < 1 || to < from || to > count) return null;
    for (let number = from; number <= to; number += 1) slides.add(number - 1);
  }
  return [...slides].sort((a, b) => a - b);
};

/** `[1, 3, 4, 5]` reads “slides 2, 4–6”. */
export const sayNumbers = (slides: readonly number[]): string => {
  const runs: [number, number][] = [];
  for (const slide of slides) {
    const last = runs.at(-1);
    if (last?.[1] === slide - 1) last[1] = slide;
    else runs.push([slide, slide]);
  }
  const said = runs.map(([from, to]) =>
    from === to ? String(from + 1) : `${String(from + 1)}${to === from + 1 ? ', ' : '–'}${String(to + 1)}`,
  );
  return `${slides.length === 1 ? 'slide' : 'slides'} ${said.join(', ')}`;
};
