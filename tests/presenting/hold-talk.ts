// A talk that can begin: a course with presenters, a meeting, and a deck; with what people do there in one word each.
import { newId, type Id } from '#shared/kernel/primitives.ts';
import type { Settings } from '#shared/courses/settings.ts';
import { presentationsRoutes } from '#shared/presentations/contract.ts';
import { presentingRoutes as routes, type ActInput } from '#shared/presenting/contract.ts';
import { questionsRoutes } from '#shared/presenting/questions.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { holdMeeting } from '#tests/papers/hold-meeting.ts';
import type { PersonClient, TestApp } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { makePdf } from '#tests/support/pdf.ts';

export const slides = 5;

export const holdTalk = async (app: TestApp, settings: Partial<Settings> = {}) => {
  const people = (await Promise.all(
    ['Ann', 'Ben', 'Cleo', 'Tove', 'Olga', 'Sten'].map((name) => app.person(name)),
  )) as [PersonClient, PersonClient, PersonClient, PersonClient, PersonClient, PersonClient];
  const [ann, ben, cleo, ta, observer, stranger] = people;
  const course = await app.course({
    ...{ tas: [ta], students: [ann, ben, cleo], observers: [observer], settings },
  });
  await app.course({ instructor: stranger });
  const meeting = await holdMeeting(course);
  const [first, second] = meeting.papers.map(({ id }) => id) as [Id, Id];
  const meetingId = meeting.id;
  const of = { meetingId, paperId: first };
  const talkOf = async (paperId: Id) => {
    const talks = await ta.call(presentationsRoutes.listTalks, { params: { meetingId } });
    const talk = talks.find((one) => one.paperId === paperId);
    if (!talk) throw new Error('There is no such talk');
    return talk;
  };
  const assign = async (presenterIds: Id[], paperId = first) =>
    ta.call(presentationsRoutes.assignPresenters, {
      params: { meetingId, paperId },
      body: { presenterIds, revision: (await talkOf(paperId)).revision },
    });
  const upload = async (pages = slides, paperId = first, title = 'Talk') => {
    const talk = await ta.upload(
      presentationsRoutes.uploadSlides,
      { params: { meetingId, paperId }, body: {} },
      await makePdf({ pages, title }),
      'talk.pdf',
    );
    for (let now = talk; ;) {
      if (now.slides?.document.state === 'ready') return now.slides.document;
      const talks = await ta.call(presentationsRoutes.listTalks, { params: { meetingId } });
      now = talks.find((one) => one.paperId === paperId) ?? now;
    }
  };
  await assign([ann.personId, ben.personId]);
  const deck = await upload();
  const { projectorPath } = await ta.call(roundsRoutes.readDesk, { params: { meetingId } });
  const tokenOf = (path: string) => path.split('#')[1] ?? '';
  return {
    ...{ course, meetingId, of, first, second, deck, assign, upload, tokenOf },
    ...{ ann, ben, cleo, ta, observer, stranger },
    token: tokenOf(projectorPath),
    look: (who: Client, paperId = first) => who.call(routes.readStage, { params: { meetingId, paperId } }),
    putUp: (who: Client, endOther = false, paperId = first) =>
      who.call(routes.putUp, { params: { meetingId, paperId }, body: { endOther } }),
    act: (who: Client, act: ActInput) => who.call(routes.steerShow, { params: of, body: act }),
    projected: (token: string) =>
      app.visitor().call(routes.readProjectedShow, { params: { meetingId }, query: { token } }),
    file: (token: string, hash: string) =>
      app.visitor().raw('GET', `/api/projector/${meetingId}/show/slides/${hash}?token=${token}`),
    ask: (who: Client, text: string, slide: number | null, anonymous = false, id = newId()) =>
      who.call(questionsRoutes.askQuestion, { params: of, body: { id, text, slide, anonymous } }),
    marks: (who: Client) => who.call(questionsRoutes.listQuestionMarks, { params: of }),
    on: (threadId: Id) => ({ params: { ...of, threadId } }),
  };
};
