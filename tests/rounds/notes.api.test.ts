// Shared notes and the projector: typing together, who may read when, what is refused, links that end.
import { describe, expect, test } from '@jest/globals';
import * as Y from 'yjs';
import { notesCharactersAtMost, roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import { startApp, type PersonClient } from '#tests/support/app.ts';
import { groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';

const app = await startApp();

const encode = (update: Uint8Array) => Buffer.from(update).toString('base64');
const decode = (update: string) => new Uint8Array(Buffer.from(update, 'base64'));

/** A class of seven with a running group phase; Ada and Ben share a group, Zoe is in the other. */
const openGroups = async () => {
  const room = await openClassroom(app, 7);
  await room.checkInAll();
  const live = await room.draw();
  const { id } = roundOf(live);
  await room.start(id, 'group');
  const [ours, theirs] = roundOf(live).groups;
  const personOf = (personId: string | undefined) => {
    const found = room.students.find((student) => student.personId === personId);
    if (!found) throw new Error('nobody has this id');
    return found;
  };
  const ada = personOf(ours?.members[0]);
  const ben = personOf(ours?.members[1]);
  const zoe = personOf(theirs?.members[0]);
  return { ...room, roundId: id, live, notesId: ours?.notesId ?? '', ada, ben, zoe };
};

const readText = async (person: PersonClient, notesId: string, name = 'q0') => {
  const { state } = await person.call(roundsRoutes.readNotes, { params: { notesId } });
  const document = new Y.Doc();
  Y.applyUpdate(document, decode(state));
  return document.getText(name).toJSON();
};
const send = (person: PersonClient, notesId: string, update: Uint8Array) =>
  person.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update: encode(update) } });

/** A person's browser: every change is sent over the connection, every fact of the room is applied. */
const openEditor = async (person: PersonClient, notesId: string) => {
  const document = new Y.Doc();
  const socket = await person.socket();
  expect(await socket.join('notes', notesId)).toMatchObject({ ok: true });
  const sent: Promise<unknown>[] = [];
  document.on('update', (update: Uint8Array, origin: unknown) => {
    if (origin === 'others') return;
    const input = { params: { notesId }, body: { update: encode(update) } };
    sent.push(socket.call(roundsRoutes.changeNotes, input));
  });
  const hear = () => {
    for (const { name, payload } of socket.facts)
      if (name === roundsEvents.notesChanged.name)
        Y.applyUpdate(document, decode((payload as { update: string }).update), 'others');
  };
  return {
    document,
    socket,
    text: document.getText('q0'),
    /** Everything is sent, and `isThere` of what was heard. */
    settled: async (isThere: () => boolean) => {
      await Promise.all(sent);
      await socket.waitFor(roundsEvents.notesChanged, () => {
        hear();
        return isThere();
      });
    },
  };
};

describe('notes', () => {
  test('two who type at once, and one who types while others wait, end with the same text', async () => {
    const { ada, ben, notesId, instructor } = await openGroups();
    const [hers, his] = [await openEditor(ada, notesId), await openEditor(ben, notesId)];
    for (let index = 0; index < 20; index += 1) {
      hers.text.insert(hers.text.length, `a${String(index)} `);
      his.text.insert(0, `b${String(index)} `);
    }
    // What is typed in a moment is told together: both wait until they have all of it.
    const hasAll = (text: Y.Text) => () => text.toJSON().split(' ').length === 41;
    await Promise.all([hers.settled(hasAll(hers.text)), his.settled(hasAll(his.text))]);
    expect(hers.text.toJSON()).toBe(his.text.toJSON());
    for (let index = 0; index < 20; index += 1)
      expect(hers.text.toJSON().split(' ')).toEqual(
        expect.arrayContaining([`a${String(index)}`, `b${String(index)}`]),
      );
    expect(await readText(instructor, notesId)).toBe(his.text.toJSON());
    // What is sent again, as after a lost answer, changes nothing.
    const state = Y.encodeStateAsUpdate(hers.document);
    await send(ada, notesId, state);
    await send(ben, notesId, state);
    expect(await readText(ben, notesId)).toBe(his.text.toJSON());
  });

  test('other groups may read from the class phase on, by HTTP and in the room, and never write', async () => {
    const { ada, zoe, observer, notesId, roundId, start, instructor, live } = await openGroups();
    const typed = new Y.Doc();
    typed.getText('q1').insert(0, 'No evaluation under failures');
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    const socket = await zoe.socket();
    const outsiders = [
      [zoe, 'not_your_group'],
      [observer, 'observers_read'],
    ] as const;
    for (const [outsider, reason] of outsiders) {
      expect(await refusalOf(readText(outsider, notesId))).toBe('forbidden notes_closed');
      expect(await refusalOf(send(outsider, notesId, Y.encodeStateAsUpdate(typed)))).toBe(
        `forbidden ${reason}`,
      );
    }
    expect(await socket.join('notes', notesId)).toMatchObject({ ok: false });
    expect(await readText(instructor, notesId, 'q1')).toContain('failures');

    const listed = await zoe.call(roundsRoutes.listRounds, { params: { meetingId: live.meetingId } });
    expect(listed[0]?.reports.map(({ group }) => group)).toEqual([groupOf(live, zoe).number]);
    expect(JSON.stringify(listed)).not.toContain('failures');

    await start(roundId, 'class');
    expect(await socket.join('notes', notesId)).toMatchObject({ ok: true });
    expect(await readText(zoe, notesId, 'q1')).toContain('failures');
    expect(await refusalOf(send(zoe, notesId, Y.encodeStateAsUpdate(typed)))).toBe(
      'forbidden not_your_group',
    );
    await start(roundId, 'done');
    expect(await refusalOf(send(ada, notesId, Y.encodeStateAsUpdate(typed)))).toBe('forbidden round_done');
  });

  test('who was moved away hears nothing more of the old group, and everything of the new one', async () => {
    const { ada, ben, zoe, notesId, live, roundId, move } = await openGroups();
    const hers = await openEditor(ada, notesId);
    const his = await openEditor(ben, notesId);
    await move(roundId, ada.personId, groupOf(live, zoe).number);
    expect(await refusalOf(readText(ada, notesId))).toBe('forbidden notes_closed');
    // Ben is put out too for a moment: his browser knocks and hears what it missed.
    const last = his.socket.facts.at(-1);
    const joined = await his.socket.join('notes', notesId, { epoch: last?.epoch, seq: last?.seq });
    expect(joined).toMatchObject({ ok: true });
    his.text.insert(0, 'Without her');
    await his.settled(() => true);
    await ada.call(roundsRoutes.readLive, { params: { meetingId: live.meetingId } });
    expect(hers.socket.facts).toEqual([]);
    expect(await hers.socket.join('notes', notesId)).toMatchObject({ ok: false });
    expect(await hers.socket.join('notes', groupOf(live, zoe).notesId)).toMatchObject({ ok: true });
  });

  test('what is too long is refused and nothing of it stored; shorter, it is taken', async () => {
    const { ada, notesId } = await openGroups();
    const typed = new Y.Doc();
    const text = typed.getText('q0');
    text.insert(0, 'short');
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    text.insert(5, 'x'.repeat(notesCharactersAtMost));
    expect(await refusalOf(send(ada, notesId, Y.encodeStateAsUpdate(typed)))).toBe(
      'too_large notes_too_long',
    );
    expect(await readText(ada, notesId)).toBe('short');
    text.delete(10, text.length - 10);
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    expect(await readText(ada, notesId)).toBe('shortxxxxx');
  });

  test('what is no update of notes is refused and changes nothing', async () => {
    const { ada, notesId } = await openGroups();
    const typed = new Y.Doc();
    typed.getText('q0').insert(0, 'kept');
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    const hidden = new Y.Doc();
    hidden.getMap('elsewhere').set('a', 'b');
    const beyond = new Y.Doc();
    beyond.getText('q4').insert(0, 'a fifth question');
    const wrong = [
      new Uint8Array(),
      new TextEncoder().encode('no update at all, but some text of fair length'),
      Y.encodeStateAsUpdate(typed).slice(0, 9),
      Y.encodeStateAsUpdate(hidden),
      Y.encodeStateAsUpdate(beyond),
    ];
    for (const update of wrong)
      expect([encode(update), await refusalOf(send(ada, notesId, update))]).toEqual([
        encode(update),
        'invalid bad_notes',
      ]);
    const answer = await ada.raw('POST', `/api/notes/${notesId}`, {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ update: '%%%' }),
    });
    expect(answer.status).toBe(400);
    expect(await readText(ada, notesId)).toBe('kept');
  });
});

test('the desk sees how much each group has written; nobody but the staff does', async () => {
  const { ada, notesId, instructor, meetingId, desk } = await openGroups();
  const [socket, hers] = [await instructor.socket(), await ada.socket()];
  expect(await hers.join('desk', meetingId)).toMatchObject({ ok: false });
  await socket.join('desk', meetingId);
  expect((await desk()).pulses).toEqual([]);
  const typed = new Y.Doc();
  for (const word of ['one', 'two', 'three']) {
    typed.getText('q1').insert(0, word);
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
  }
  // Told once a second, with what is there by then.
  expect(await socket.waitFor(roundsEvents.groupWrote)).toMatchObject({ notesId, characters: 11 });
  expect((await desk()).pulses).toMatchObject([{ notesId, characters: 11 }]);
  expect(socket.facts).toHaveLength(1);
});

describe('the projector', () => {
  const open = async () => {
    const groups = await openGroups();
    const { projectorPath, joinCodes } = await groups.desk();
    const [path = '', token = ''] = projectorPath.split('#');
    expect(path).toBe(`/projector/${groups.meetingId}`);
    return { ...groups, token, joinCodes };
  };
  const show = (meetingId: string, token: string) =>
    app.visitor().call(roundsRoutes.readProjector, { params: { meetingId }, query: { token } });

  test('shows the class to whoever has the link, signed in or not, and reports in the class phase', async () => {
    const { meetingId, token, joinCodes, ada, notesId, roundId, start } = await open();
    const socket = await app.visitor().socket(token);
    expect(await socket.join('projector', meetingId)).toMatchObject({ ok: true });
    const typed = new Y.Doc();
    typed.getText('q0').insert(0, 'A new kind of lease');
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    const shown = await show(meetingId, token);
    expect(shown).toMatchObject({ joinCodes, needsCode: false, topic: 'Consensus', reports: [] });
    expect(shown.live.round?.groups).toHaveLength(2);

    await start(roundId, 'class');
    await socket.waitFor(roundsEvents.projectorChanged, ({ live }) => live.round?.phase === 'class');
    const { reports } = await show(meetingId, token);
    expect(reports.map(({ notes }) => notes[0])).toEqual(['A new kind of lease', '']);
    typed.getText('q0').insert(0, '1. ');
    await send(ada, notesId, Y.encodeStateAsUpdate(typed));
    await socket.waitFor(roundsEvents.reportsChanged);
    expect((await show(meetingId, token)).reports[0]?.notes[0]).toBe('1. A new kind of lease');
    // The link opens the projector and nothing else.
    for (const [kind, id] of [
      ['meeting', meetingId],
      ['notes', notesId],
    ] as const)
      expect(await socket.join(kind, id)).toMatchObject({ ok: false });
  });

  test('a wrong token, one of another class, and none find nothing', async () => {
    const { meetingId, token } = await open();
    const other = await open();
    const wrong = [
      '',
      'x',
      token.slice(0, -1),
      `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
      other.token,
    ];
    for (const guess of wrong) {
      expect(await refusalOf(show(meetingId, guess))).toBe('not_found not_found');
      const socket = await app.visitor().socket(guess);
      expect(await socket.join('projector', meetingId)).toMatchObject({ ok: false, reason: 'not_found' });
    }
    expect(await (await app.visitor().socket()).join('projector', meetingId)).toMatchObject({ ok: false });
  });

  test('renewProjectorLink: the old link ends, for pages that are open too', async () => {
    const { meetingId, token, instructor, roundId, extend } = await open();
    const old = await app.visitor().socket(token);
    const from = await old.join('projector', meetingId);
    expect(from).toMatchObject({ ok: true });
    const { projectorPath } = await instructor.call(roundsRoutes.renewProjectorLink, {
      params: { meetingId },
    });
    const fresh = projectorPath.split('#')[1] ?? '';
    expect(fresh).not.toBe(token);
    expect(await refusalOf(show(meetingId, token))).toBe('not_found not_found');
    expect(await show(meetingId, fresh)).toMatchObject({ topic: 'Consensus' });

    const now = await app.visitor().socket(fresh);
    await now.join('projector', meetingId);
    const before = old.facts.length;
    const { revision } = await extend(roundId, 1);
    await now.waitFor(roundsEvents.projectorChanged, ({ live }) => live.revision >= revision);
    expect(old.facts).toHaveLength(before);
    expect(await old.join('projector', meetingId)).toMatchObject({ ok: false, reason: 'not_found' });
  });
});

test('listRounds: the record of every round that took place, with what each group wrote', async () => {
  const { ada, notesId, roundId, start, draw, observer, meetingId } = await openGroups();
  const typed = new Y.Doc();
  typed.getText('q3').insert(0, 'I would try it on leases');
  await send(ada, notesId, Y.encodeStateAsUpdate(typed));
  await start(roundId, 'done');
  await draw();
  const [record, ...rest] = await observer.call(roundsRoutes.listRounds, { params: { meetingId } });
  expect(rest).toEqual([]);
  expect(record).toMatchObject({ roundId, number: 1, phase: 'done' });
  expect(record?.questions).toHaveLength(4);
  const [report] = record?.reports ?? [];
  expect(report?.notes).toEqual(['', '', '', 'I would try it on leases']);
  expect(report?.members).toContain(ada.name);
  expect(report?.members).toContain(report?.reporter);
});

test('the group of a batch of typing is found without reading every class there is', async () => {
  const { notesId } = await openGroups();
  const plan = await app.db
    .collection('lives')
    .find({ 'rounds.groups.notesId': notesId })
    .explain('executionStats');
  expect(plan['executionStats']).toMatchObject({ nReturned: 1, totalDocsExamined: 1 });
});

test('typing lies beside the state in its document, is put together again and again, and rests as one state', async () => {
  const { ada, notesId, instructor, meetingId } = await openGroups();
  const notes = app.db.collection<{ _id: string; updates: unknown[]; texts: string[] }>('notes');
  const typed = new Y.Doc();
  const updates: Uint8Array[] = [];
  typed.on('update', (update: Uint8Array) => updates.push(update));
  const socket = await ada.socket();
  for (let key = 0; key < 60; key += 1) {
    typed.getText('q0').insert(key, 'k');
    const update = encode(updates.splice(0)[0] ?? new Uint8Array());
    await socket.call(roundsRoutes.changeNotes, { params: { notesId }, body: { update } });
    expect((await notes.findOne({ _id: notesId }))?.updates.length).toBeLessThanOrEqual(41);
  }
  // Whoever asks meanwhile gets all of it, wherever it lies.
  const [record] = await instructor.call(roundsRoutes.listRounds, { params: { meetingId } });
  expect(record?.reports[0]?.notes[0]).toBe('k'.repeat(60));
  for (;;) {
    const stored = await notes.findOne({ _id: notesId });
    if (stored?.updates.length === 0 && stored.texts[0] === 'k'.repeat(60)) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(await readText(ada, notesId)).toBe('k'.repeat(60));
  socket.close();
});
