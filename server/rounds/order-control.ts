// The staff run and arrange the order: of two who press at once the first wins, and the other is told.
import type { Id } from '#shared/kernel/primitives.ts';
import { refuse, type Refusal } from '#shared/kernel/refusals.ts';
import type { roundsRoutes } from '#shared/rounds/contract.ts';
import type { OrderActInput } from '#shared/rounds/order-contract.ts';
import { itemsAhead, type OrderItem } from '#shared/rounds/order.ts';
import type { AccountsPublic } from '#server/accounts/public.ts';
import type { Handlers } from '#server/kernel/feature.ts';
import type { MeetingForMember } from '#server/papers/public.ts';
import { arrange, orderOf, orderRecordOf } from './order-record.ts';
import type { RoundsParts } from './parts.ts';
import { prepareDrawing } from './prepare-drawing.ts';
import { actOn, sign, wasDone } from './running.ts';
import { staffAt } from './staff-at.ts';
import type { LiveRecord } from './store.ts';

type Verb = 'planOrder' | 'runOrder';

const didWords: Readonly<Record<OrderActInput['do'], string>> = {
  next: 'went on',
  back: 'went back',
  start: 'started something',
  skip: 'skipped something',
  unskip: 'put something back',
  pause: 'stopped the clock',
  resume: 'let the clock go on',
  extend: 'changed the time',
};

/** What whoever pressed second hears: who was first, and that nothing was done twice. */
export const second = async (live: LiveRecord, accounts: AccountsPublic, selfId: Id): Promise<Refusal> => {
  const { last } = orderRecordOf(live);
  const name = last && last.by !== selfId ? (await accounts.namesOf([last.by])).get(last.by) : undefined;
  const who = name ?? (last?.by === selfId ? 'You' : 'Somebody else');
  return refuse(
    'conflict',
    'pressed_second',
    `${who} ${last?.did ?? 'changed this'} a moment before, so this was not done. The page shows the class as it is now.`,
  );
};

const ensurePapers = (items: readonly OrderItem[], { paperIds }: MeetingForMember) => {
  const named = items.flatMap((item) =>
    item.kind === 'presentation' ? [item.paperId] : item.kind === 'round' ? item.paperIds : [],
  );
  if (named.some((paperId) => !paperIds.includes(paperId)))
    throw refuse(
      'unprocessable',
      'no_such_paper',
      'The running order names a paper that is not in this meeting.',
    );
};

/** The part of the rounds feature that is about the running order. */
export const orderHandlers = (parts: RoundsParts): Pick<Handlers<typeof roundsRoutes>, Verb> => {
  const { lives, papers, accounts, clock } = parts;
  return {
    planOrder: async ({ actor, params: { meetingId }, body: { items, planRevision } }) => {
      const meeting = await staffAt(papers, actor, meetingId);
      return lives.change(meeting, async (live) => {
        const record = orderRecordOf(live);
        if (record.planRevision !== planRevision) throw await second(live, accounts, actor.personId);
        // A paper that was taken out of the meeting may stay in what is over.
        const begun = orderOf(live).stages;
        ensurePapers(
          items.filter(({ id }) => !begun[id]),
          meeting,
        );
        const nextBefore = itemsAhead(orderOf(live))[0];
        arrange(live, items);
        const changed = orderRecordOf(live);
        live.order = { ...changed, planRevision: planRevision + 1 };
        // Whoever is about to go on should know that something else comes now.
        if (itemsAhead(orderOf(live))[0]?.id !== nextBefore?.id)
          sign(live, { id: '', by: actor.personId, did: 'changed the running order' });
      });
    },

    runOrder: async ({ actor, params: { meetingId }, body: { id, turn, act } }) => {
      const meeting = await staffAt(papers, actor, meetingId);
      return lives.change(meeting, async (live, readPast) => {
        if (wasDone(live, id)) return;
        if (orderRecordOf(live).turn !== turn) throw await second(live, accounts, actor.personId);
        await actOn(live, act, {
          id,
          now: clock.now(),
          prepare: () => prepareDrawing(parts, meeting, readPast),
        });
        sign(live, { id, by: actor.personId, did: didWords[act.do] });
      });
    },
  };
};
