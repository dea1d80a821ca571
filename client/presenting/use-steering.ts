// React's way to the controls of a show.
import { useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';
import {
  presentingRoutes as routes,
  type ActInput,
  type ShowView,
  type Stage,
} from '#shared/presenting/contract.ts';
import { call } from '#client/kernel/call.ts';
import { serverNow } from '#client/kernel/server-clock.ts';
import { sayRefused } from '#client/kit/say.ts';
import { keepShow } from './data.ts';
import { createSteerer, type Steered } from './steerer.ts';

export interface Steering {
  /** As it is here: what was just done included. */
  readonly show: ShowView | null;
  readonly isAway: boolean;
  act(act: ActInput): void;
}

export const useSteering = ({ meetingId, paperId, show }: Stage, selfId: Id): Steering => {
  const [{ mine, isAway }, setSteered] = useState<Steered>({ mine: null, isAway: false });
  const [steerer] = useState(() =>
    createSteerer({
      selfId,
      send: (body) => call(routes.steerShow, { params: { meetingId, paperId }, body }),
      keep: keepShow,
      refused: sayRefused,
      changed: setSteered,
      now: serverNow,
    }),
  );
  return {
    show: mine ?? show,
    isAway,
    act: (act) => {
      steerer.act(act, show);
    },
  };
};
