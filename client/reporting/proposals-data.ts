// What is worth discussing and what the group pinned of it, kept fresh while it is shown.
import { useMutation, useQuery } from '@tanstack/react-query';
import { proposalsEvents, proposalsRoutes as routes, type Proposal } from '#shared/reporting/proposals.ts';
import { call } from '#client/kernel/call.ts';
import { isFact } from '#client/kernel/live.ts';
import { queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';
import { sayRefused } from '#client/kit/say.ts';

const pinsQuery = (meetingId: string, notesId: string) =>
  reading(routes.listPins, { params: { meetingId, notesId } });

export const useProposals = (meetingId: string) =>
  useQuery(reading(routes.listProposals, { params: { meetingId } }));

export const usePins = (meetingId: string, notesId: string) => {
  const { queryKey } = pinsQuery(meetingId, notesId);
  const refresh = () => void queryClient.invalidateQueries({ queryKey });
  useRoom('notes', notesId, {
    onFact: (name, payload) => {
      if (isFact(proposalsEvents.pinsChanged, name, payload)) refresh();
    },
    onGap: refresh,
  });
  return useQuery(pinsQuery(meetingId, notesId));
};

/** Pins or takes the pin away, at once on this screen. */
export const useTogglePin = (meetingId: string, notesId: string) => {
  const { queryKey } = pinsQuery(meetingId, notesId);
  return useMutation({
    mutationFn: ({ proposal: { id: pinId, kind }, isPinned }: { proposal: Proposal; isPinned: boolean }) => {
      const params = { meetingId, notesId, pinId };
      return isPinned ? call(routes.unpin, { params }) : call(routes.pin, { params, body: { kind } });
    },
    onMutate: ({ proposal, isPinned }) => {
      queryClient.setQueryData(queryKey, (known) => {
        const others = known?.pins.filter(({ id }) => id !== proposal.id) ?? [];
        return { closed: known?.closed ?? 0, pins: isPinned ? others : [...others, proposal] };
      });
    },
    onSuccess: (pins) => {
      queryClient.setQueryData(queryKey, pins);
    },
    onError: (error) => {
      sayRefused(error);
      void queryClient.invalidateQueries({ queryKey });
    },
  }).mutate;
};
