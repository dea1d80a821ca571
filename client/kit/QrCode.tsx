// A QR code as a picture made of one path, black on white in every colour scheme so that cameras read it.
import { Skeleton } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';

/** The path of all dark modules, one square unit each, and the side in units with a quiet zone of four (ISO/IEC 18004). */
const draw = async (text: string) => {
  const { create } = await import('qrcode');
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const squares = Array.from(modules.data, (dark, index) =>
    dark
      ? `M${String((index % modules.size) + 4)} ${String(Math.floor(index / modules.size) + 4)}h1v1h-1z`
      : '',
  );
  return { path: squares.join(''), side: modules.size + 8 };
};

/** Square, as wide as `size` (any CSS length). `label` says what it leads to. */
export const QrCode = ({ text, label, size = '12rem' }: { text: string; label: string; size?: string }) => {
  const { data } = useQuery({
    queryKey: ['qr', text],
    queryFn: () => draw(text),
    staleTime: Infinity,
    // A code that changes does not blink.
    placeholderData: keepPreviousData,
  });
  if (!data) return <Skeleton w={size} h={size} />;
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${String(data.side)} ${String(data.side)}`}
      style={{ width: size, height: size, maxWidth: '100%', background: 'white', borderRadius: '0.5rem' }}
      shapeRendering="crispEdges"
    >
      <path d={data.path} fill="black" />
    </svg>
  );
};
