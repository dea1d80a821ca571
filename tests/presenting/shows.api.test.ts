// Shows over HTTP and sockets: who may put up, steer, take over and follow; the projector; notes; a new deck in mid-show.
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { presentingEvents, presentingRoutes as routes } from '#shared/presenting/contract.ts';
import { roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import type { Client } from '#tests/support/client.ts';
import { holdTalk, slides } from './hold-talk.ts';

const now = '2026-10-05T14:00:00.000Z';
const app = await startApp({ now });
const talk = await holdTalk(app);
const { ann, ben, cleo, ta, observer, stranger, meetingId, deck } = talk;

const refused = (reason: string) => ({ body: { reason } });
const end = () => talk.act(ta, { do: 'take' }).then(() => talk.act(ta, { do: 'begin', phase: 'ended' }));

beforeEach(() => {
  app.clock.set(now);
});
afterEach(async () => {
  const { show } = await talk.look(ta);
  if (show && show.phase !== 'ended') await end();
});

describe('putting slides up', () => {
  test('presenters and staff may, others read, strangers find nothing', async () => {
    for (const who of [cleo, observer]) {
      await expect(talk.putUp(who)).rejects.toMatchObject({ status: 403 });
      expect(await talk.look(who)).toMatchObject({ title: 'Travel Leases', talkMinutes: 15, slideMs: null });
    }
    for (const who of [stranger, app.visitor()]) {
      await expect(talk.putUp(who)).rejects.toMatchObject({ status: who === stranger ? 404 : 401 });
      await expect(talk.look(who)).rejects.toMatchObject({ status: who === stranger ? 404 : 401 });
    }
    const show = await talk.putUp(ann);
    expect(show).toMatchObject({ phase: 'ready', slide: 0, slideCount: slides, holderName: 'Ann' });
    // The same again, from the other device.
    expect(await talk.putUp(ann)).toEqual(show);
    expect((await talk.look(ben)).show).toEqual(show);
  });

  test('of two talks of a meeting one is on: the other is ended by wish, and not while it runs', async () => {
    await talk.upload(2, talk.second, 'Gossip');
    await talk.assign([cleo.personId], talk.second);
    await talk.putUp(ann);
    await expect(talk.putUp(cleo, false, talk.second)).rejects.toMatchObject(refused('other_talk_on'));
    await talk.act(ann, { do: 'begin', phase: 'talking' });
    await expect(talk.putUp(cleo, true, talk.second)).rejects.toMatchObject(refused('other_talk_runs'));
    await talk.act(ann, { do: 'begin', phase: 'questions' });
    await talk.putUp(cleo, true, talk.second);
    expect((await talk.look(ann)).show?.phase).toBe('ended');
    const { show, title } = await observer.call(routes.readShowNow, { params: { meetingId } });
    expect([show?.paperId, title]).toEqual([talk.second, 'Quiet Gossip']);
    const params = { meetingId, paperId: talk.second };
    await cleo.call(routes.steerShow, { params, body: { do: 'begin', phase: 'ended' } });
    await expect(stranger.call(routes.readShowNow, { params: { meetingId } })).rejects.toMatchObject({
      status: 404,
    });
  });
});

describe('steering', () => {
  test('is for whoever holds the controls; they are handed over, or taken', async () => {
    await talk.putUp(ann);
    await expect(talk.act(ben, { do: 'step', from: 0, by: 1 })).rejects.toMatchObject(
      refused('controls_elsewhere'),
    );
    await expect(talk.act(cleo, { do: 'take' })).rejects.toMatchObject(refused('presenters_only'));
    for (const to of [cleo.personId, stranger.personId])
      await expect(talk.act(ann, { do: 'hand', to })).rejects.toMatchObject(refused('not_a_presenter'));
    expect(await talk.act(ann, { do: 'hand', to: ben.personId })).toMatchObject({ holderName: 'Ben' });
    expect(await talk.act(ben, { do: 'step', from: 0, by: 1 })).toMatchObject({ slide: 1, phase: 'talking' });
    await expect(talk.act(ann, { do: 'pause' })).rejects.toMatchObject(refused('controls_elsewhere'));
    expect(await talk.act(ta, { do: 'take' })).toMatchObject({ holderName: 'Tove', slide: 1 });
  });

  test('two remotes at once turn one page, and every follower sees the same', async () => {
    await talk.putUp(ann);
    const follower = await cleo.socket();
    expect(await follower.join('stage', meetingId)).toMatchObject({ ok: true });
    await Promise.all([1, 2, 3].map(() => talk.act(ann, { do: 'step', from: 0, by: 1 })));
    expect((await talk.look(cleo)).show).toMatchObject({ slide: 1 });
    expect(await follower.waitFor(presentingEvents.showChanged, ({ slide }) => slide === 1)).toEqual(
      (await talk.look(cleo)).show,
    );
    follower.close();
  });

  test('whoever is swapped out in mid-show loses the controls, the notes and the pointer at once', async () => {
    await talk.putUp(ann);
    await talk.assign([ben.personId]);
    await expect(talk.act(ann, { do: 'step', from: 0, by: 1 })).rejects.toMatchObject(
      refused('presenters_only'),
    );
    await expect(ann.call(routes.listNotes, { params: talk.of })).rejects.toMatchObject({ status: 403 });
    for (;;) {
      const { show } = await talk.look(ben);
      if (show?.holderId === null) break;
    }
    expect(await talk.act(ben, { do: 'step', from: 0, by: 1 })).toMatchObject({ slide: 1 });
    await talk.assign([ann.personId, ben.personId]);
  });

  test('nothing wrong is done by what makes no sense', async () => {
    const { show: before } = await talk.putUp(ann).then(() => talk.look(ann));
    for (const body of [
      {},
      { do: 'dance' },
      { do: 'goTo', slide: -1 },
      { do: 'step', from: 0 },
      { do: 'black', on: 1 },
    ])
      await expect(
        ann.raw('POST', `/api/meetings/${meetingId}/talks/${talk.first}/show/acts`, {
          body: JSON.stringify(body),
          headers: { 'content-type': 'application/json' },
        }),
      ).resolves.toMatchObject({ status: 400 });
    await expect(talk.act(ann, { do: 'accept', fileHash: 'f'.repeat(64) })).rejects.toMatchObject(
      refused('slides_replaced'),
    );
    expect((await talk.look(ann)).show).toEqual(before);
  });
});

describe('following', () => {
  test('the room is closed to strangers, and to whoever is dropped in mid-show', async () => {
    await talk.putUp(ann);
    const outside = await stranger.socket();
    expect(await outside.join('stage', meetingId)).toMatchObject({ ok: false, reason: 'not_found' });
    const nobody = await app.visitor().socket(talk.token);
    expect(await nobody.join('stage', meetingId)).toMatchObject({ ok: false });
    const dropped = await app.person('Dora');
    const member = await talk.course.instructor.call(coursesRoutes.addMember, {
      params: { courseId: talk.course.id },
      body: { name: 'Dora', email: dropped.email, role: 'student' },
    });
    const inside = await dropped.socket();
    expect(await inside.join('stage', meetingId)).toMatchObject({ ok: true });
    expect(member).toBeDefined();
    await talk.course.instructor.call(coursesRoutes.dropMember, {
      params: { courseId: talk.course.id, personId: dropped.personId },
    });
    await inside.ended;
    const again = await dropped.socket();
    expect(await again.join('stage', meetingId)).toMatchObject({ ok: false, reason: 'not_found' });
    await expect(talk.look(dropped)).rejects.toMatchObject({ status: 404 });
    for (const socket of [outside, nobody, again]) socket.close();
  });

  test('whoever missed pages hears of them when they are back', async () => {
    await talk.putUp(ann);
    const first = await cleo.socket();
    const joined = await first.join('stage', meetingId);
    if (!joined.ok) throw new Error('not let in');
    first.close();
    for (const from of [0, 1, 2]) await talk.act(ann, { do: 'step', from, by: 1 });
    const back = await cleo.socket();
    const caught = await back.join('stage', meetingId, { epoch: joined.epoch, seq: joined.seq });
    if (!caught.ok) throw new Error('not let in');
    const missed = caught.missed.map(({ payload }) => (payload as { slide: number }).slide);
    expect([caught.gap, missed]).toEqual([false, [1, 2, 3]]);
    back.close();
  });
});

describe('the pointer', () => {
  const hears = async (client: Client, kind: string, ticket?: string) => {
    const socket = await client.socket(ticket);
    expect(await socket.join(kind, meetingId)).toMatchObject({ ok: true });
    return socket;
  };

  test('of whoever holds the controls reaches followers and the projector; nobody else has one', async () => {
    await talk.putUp(ann);
    const [presenter, other] = [await hears(ann, 'stage'), await hears(ben, 'stage')];
    const [follower, wall] = [
      await hears(cleo, 'stage'),
      await hears(app.visitor(), 'projector', talk.token),
    ];
    other.point('stage', meetingId, [0.9, 0.9]);
    follower.point('stage', meetingId, [0.9, 0.9]);
    presenter.point('stage', meetingId, [2, 0]);
    wall.point('projector', meetingId, [0.9, 0.9]);
    presenter.point('stage', meetingId, [0.25, 0.5]);
    await follower.untilPointed();
    await wall.untilPointed();
    expect([follower.points, wall.points]).toEqual([[[0.25, 0.5]], [[0.25, 0.5]]]);
    await talk.act(ben, { do: 'take' });
    presenter.point('stage', meetingId, [0.1, 0.1]);
    other.point('stage', meetingId, [0.7, 0.7]);
    await follower.untilPointed(2);
    expect(follower.points).toEqual([
      [0.25, 0.5],
      [0.7, 0.7],
    ]);
    for (const socket of [presenter, other, follower, wall]) socket.close();
  });

  test('of too many moves only so many are passed on, and none has a number', async () => {
    await talk.putUp(ann);
    const [presenter, follower] = [await hears(ann, 'stage'), await hears(cleo, 'stage')];
    const before = await follower.join('stage', meetingId);
    for (let move = 0; move < 200; move++) presenter.point('stage', meetingId, [move / 200, 0]);
    await talk.act(ann, { do: 'black', on: true });
    await follower.waitFor(presentingEvents.showChanged, ({ isBlack }) => isBlack);
    expect(follower.points.length).toBeGreaterThan(0);
    expect(follower.points.length).toBeLessThan(40);
    const after = await follower.join('stage', meetingId);
    expect(before.ok && after.ok && after.seq - before.seq).toBe(1);
    presenter.close();
    follower.close();
  });
});

describe('the projector', () => {
  test('sees the show and its file by its secret, only while the talk is on', async () => {
    expect(await talk.projected(talk.token)).toMatchObject({ show: null });
    expect((await talk.file(talk.token, deck.fileHash)).status).toBe(404);
    await talk.putUp(ann);
    expect(await talk.projected(talk.token)).toMatchObject({
      show: { slide: 0, phase: 'ready' },
      title: 'Travel Leases',
      presenters: ['Ann', 'Ben'],
      talkMinutes: 15,
    });
    const file = await talk.file(talk.token, deck.fileHash);
    expect([file.status, file.headers.get('cache-control'), file.headers.get('content-type')]).toEqual([
      200,
      'no-store',
      'application/pdf',
    ]);
    expect(file.headers.get('content-security-policy')).toContain('sandbox');
    expect((await file.arrayBuffer()).byteLength).toBe(deck.bytes);
    for (const [token, hash] of [
      ['wrong', deck.fileHash],
      [talk.token, 'f'.repeat(64)],
    ] as const)
      expect((await talk.file(token, hash)).status).toBe(404);
    await expect(talk.projected('wrong')).rejects.toMatchObject({ status: 404 });
    await end();
    expect((await talk.file(talk.token, deck.fileHash)).status).toBe(404);
  });

  test('hears of every page; a link that was renewed opens nothing any more', async () => {
    await talk.putUp(ann);
    const wall = await app.visitor().socket(talk.token);
    expect(await wall.join('projector', meetingId)).toMatchObject({ ok: true });
    await talk.act(ann, { do: 'goTo', slide: 3 });
    expect(await wall.waitFor(presentingEvents.showProjected, ({ slide }) => slide === 3)).toMatchObject({
      phase: 'talking',
    });
    const { projectorPath } = await ta.call(roundsRoutes.renewProjectorLink, { params: { meetingId } });
    await expect(talk.projected(talk.token)).rejects.toMatchObject({ status: 404 });
    expect((await talk.file(talk.token, deck.fileHash)).status).toBe(404);
    expect(await wall.join('projector', meetingId)).toMatchObject({ ok: false });
    expect((await talk.file(talk.tokenOf(projectorPath), deck.fileHash)).status).toBe(200);
    wall.close();
  });
});

describe('notes', () => {
  const save = (who: Client, text: string, revision: number, slide = 2) =>
    who.call(routes.saveNote, { params: { ...talk.of, slide }, body: { text, revision } });
  const list = (who: Client) => who.call(routes.listNotes, { params: talk.of });

  test('are the presenters’ and the staff’s', async () => {
    expect(await save(ann, 'Breathe.', 0)).toEqual({ slide: 2, text: 'Breathe.', revision: 1 });
    // The answer was lost: the same save again.
    expect(await save(ann, 'Breathe.', 0)).toMatchObject({ revision: 1 });
    for (const who of [ben, ta])
      expect(await list(who)).toEqual([{ slide: 2, text: 'Breathe.', revision: 1 }]);
    for (const who of [cleo, observer]) {
      await expect(list(who)).rejects.toMatchObject({ status: 403 });
      await expect(save(who, 'Mine', 1)).rejects.toMatchObject({ status: 403 });
    }
    await expect(list(stranger)).rejects.toMatchObject({ status: 404 });
    expect(JSON.stringify([await talk.look(cleo), await talk.putUp(ann)])).not.toContain('Breathe');
  });

  test('of two who type at once the later is told what the other wrote', async () => {
    await save(ann, 'One', 0, 4);
    await save(ben, 'Two', 1, 4);
    await expect(save(ann, 'Three', 1, 4)).rejects.toMatchObject({
      body: { reason: 'note_changed', current: { text: 'Two', revision: 2 } },
    });
  });
});

describe('a new version of the deck in mid-show', () => {
  test('waits until the presenter takes it; the projector reads what is up, nothing else', async () => {
    await talk.putUp(ann);
    await talk.act(ann, { do: 'goTo', slide: 4 });
    const next = await talk.upload(3, talk.first, 'Newer');
    const { deck: newest, show } = await talk.look(ann);
    expect([newest?.fileHash, show?.fileHash]).toEqual([next.fileHash, deck.fileHash]);
    const { projectorPath } = await ta.call(roundsRoutes.readDesk, { params: { meetingId } });
    const token = talk.tokenOf(projectorPath);
    expect((await talk.file(token, deck.fileHash)).status).toBe(200);
    expect((await talk.file(token, next.fileHash)).status).toBe(404);
    // Followers read what is up as long as it is up, though a newer version is there.
    const followed = async (who: PersonClient) =>
      (await who.raw('GET', `/api/documents/${deck.id}/files/${deck.fileHash}`)).status;
    expect([await followed(cleo), await followed(observer)]).toEqual([200, 200]);
    expect(await talk.act(ann, { do: 'accept', fileHash: next.fileHash })).toMatchObject({
      slide: 2,
      slideCount: 3,
      fileHash: next.fileHash,
    });
    expect((await talk.file(token, deck.fileHash)).status).toBe(404);
    expect([await followed(cleo), await followed(observer), await followed(ann)]).toEqual([404, 404, 200]);
  });
});
