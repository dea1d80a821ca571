// Says why others' notes are not shown yet, and how far one has come.
import { Progress } from '@mantine/core';
import type { Listing } from './listing.ts';

export const Gate = ({ gate }: { gate: Listing['gate'] }) =>
  gate && (
    <div className="threads-gate" role="status">
      <p>
        Others’ notes are shown after you have posted {gate.needed} of your own; {gate.posted} so far.
      </p>
      <Progress
        size="sm"
        value={(100 * gate.posted) / Math.max(1, gate.needed)}
        aria-label={`${String(gate.posted)} of ${String(gate.needed)} posted`}
      />
    </div>
  );
