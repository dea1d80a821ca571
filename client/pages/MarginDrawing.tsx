// A picture of the idea: a page of print with marked passages and the notes that hang from them.

// Lines of print in two columns: x, y, length in the drawing's units.
const column = (x: number, lengths: readonly number[]) =>
  lengths.map((length, index) => ({ x, y: 62 + index * 11, length }));
const lines = [
  ...column(34, [88, 92, 84, 92, 90, 60, 0, 92, 86, 92, 74]),
  ...column(138, [92, 86, 92, 90, 92, 48, 0, 90, 92, 84, 66]),
].filter((line) => line.length > 0);

const notes = [
  { hue: 'var(--kind-question)', marks: [[34, 84, 84]], y: 40, lengths: [70, 96] },
  {
    hue: 'var(--kind-insight)',
    marks: [
      [138, 95, 90],
      [138, 106, 92],
    ],
    y: 92,
    lengths: [88, 60],
  },
  { hue: 'var(--kind-connection)', marks: [[138, 161, 84]], y: 144, lengths: [92, 76] },
] as const;

export const MarginDrawing = () => (
  <svg className="margin-drawing" viewBox="13.5 7 394 202" aria-hidden="true">
    <rect x="14" y="8" width="236" height="200" rx="3" className="sheet" />
    <rect x="58" y="26" width="148" height="8" rx="2" className="ink" />
    <rect x="90" y="41" width="84" height="4" rx="2" className="print" />
    {notes.flatMap(({ hue, marks }) =>
      marks.map(([x, y, width]) => (
        <rect
          key={`${String(x)} ${String(y)}`}
          x={x - 2}
          y={y - 3}
          width={width + 4}
          height="10"
          fill={hue}
          opacity="0.32"
        />
      )),
    )}
    {lines.map(({ x, y, length }) => (
      <rect
        key={`${String(x)} ${String(y)}`}
        x={x}
        y={y}
        width={length}
        height="4"
        rx="1.5"
        className="print"
      />
    ))}
    {notes.map(({ hue, y, lengths }) => (
      <g key={y}>
        <rect x="270" y={y} width="136" height="42" rx="5" className="note" />
        <rect x="270" y={y} width="3.5" height="42" rx="1.75" fill={hue} />
        <circle cx="287" cy={y + 13} r="5" fill={hue} opacity="0.75" />
        {lengths.map((length, index) => (
          <rect
            key={length}
            x={index === 0 ? 298 : 282}
            y={y + 11 + index * 14}
            width={length}
            height="4"
            rx="1.5"
            className="print"
          />
        ))}
      </g>
    ))}
  </svg>
);
