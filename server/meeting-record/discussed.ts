// What the class took away about passages of a document, for the threads that the asker may read.
import type { Discussed } from '#shared/meeting-record/contract.ts';
import { Refusal } from '#shared/kernel/refusals.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import type { Actor } from '#server/kernel/actor.ts';
import type { MeetingRecordParts } from './parts.ts';

export const createListDiscussed =
  ({ papers, annotations, reporting }: MeetingRecordParts) =>
  async (actor: Actor, documentId: Id): Promise<Discussed[]> => {
    const { member } = await papers.documentFor(actor, documentId);
    const takeaways = await reporting.takeawaysAbout(member.courseId, [documentId]);
    if (takeaways.length === 0) return [];
    const isOpen = async (threadId: Id) => {
      try {
        return (await annotations.threadFor(actor, threadId)).document.id === documentId;
      } catch (error) {
        if (error instanceof Refusal) return false;
        throw error;
      }
    };
    const threads = [...new Set(takeaways.flatMap(({ threadId }) => threadId ?? []))];
    const open = new Set(
      (await Promise.all(threads.map(async (id) => ((await isOpen(id)) ? [id] : [])))).flat(),
    );
    const meetings = new Map((await papers.meetingsOf(member.courseId)).map((one) => [one.id, one]));
    return takeaways.flatMap(({ id, text, threadId, meetingId }) => {
      const meeting = meetings.get(meetingId);
      if (!meeting || threadId === null || !open.has(threadId)) return [];
      const { topic, startsAt } = meeting;
      return [{ id, text, threadId, meetingId, topic, startsAt }];
    });
  };
