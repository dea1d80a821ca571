// The live class over HTTP and sockets: checking in, drawing, phases and their countdown, comings and goings.
import { describe, expect, test } from '@jest/globals';
import { coursesRoutes } from '#shared/courses/contract.ts';
import { newId } from '#shared/kernel/primitives.ts';
import { roundsEvents, roundsRoutes } from '#shared/rounds/contract.ts';
import type { LiveView } from '#shared/rounds/views.ts';
import { startApp } from '#tests/support/app.ts';
import { codeOf, groupOf, openClassroom, refusalOf, roundOf } from './classroom.ts';

const app = await startApp();
const minuteMs = 60_000;

const sizesOf = (live: LiveView) =>
  roundOf(live)
    .groups.map(({ members }) => members.length)
    .sort();
const seatedIn = (live: LiveView) =>
  roundOf(live)
    .groups.flatMap(({ members }) => members)
    .sort();
const pairsOf = (live: LiveView) =>
  roundOf(live).groups.flatMap(({ members }) =>
    members.flatMap((one) => members.filter((other) => one < other).map((other) => `${one} ${other}`)),
  );

describe('checking in', () => {
  test('checkIn: with the code from the projector, and once only', async () => {
    const room = await openClassroom(app, 2, { checkInNeedsCode: true });
    const [ada, ben] = room.students;
    if (!ada || !ben) throw new Error('two students were asked for');
    const code = await codeOf(room);
    expect(code).toMatch(/^\d{4}$/);
    const wrong = String(((Number(code) - 999) % 9000) + 1000);
    expect(await refusalOf(room.checkIn(ada, wrong))).toBe('invalid wrong_code');
    expect(await refusalOf(room.checkIn(ada))).toBe('invalid wrong_code');
    expect((await room.read()).present).toEqual([]);
    expect((await room.checkIn(ada, ` ${code} `)).present).toEqual([ada.personId]);
    const again = await room.checkIn(ada);
    expect(again.present).toEqual([ada.personId]);
    // Nobody who cannot see the projector learns the code from anything they may read.
    const said = JSON.stringify([await room.read(ben), await room.read(ada), again]).replaceAll(
      /"saidAt":\d+/g,
      '',
    );
    expect(said).not.toContain(`"${code}"`);
    expect(said).not.toContain('projector');
    expect(await refusalOf(ben.call(roundsRoutes.readDesk, { params: room }))).toBe('forbidden staff_only');
  });

  test('guessing the code is limited, for each person apart', async () => {
    const room = await openClassroom(app, 2, { checkInNeedsCode: true });
    const [ada, ben] = room.students;
    if (!ada || !ben) throw new Error('two students were asked for');
    const code = await codeOf(room);
    const wrong = code === '1234' ? '4321' : '1234';
    const answers = await Promise.all(Array.from({ length: 25 }, () => refusalOf(room.checkIn(ada, wrong))));
    expect(answers.filter((answer) => answer === 'too_many too_many')).toHaveLength(5);
    expect(await refusalOf(room.checkIn(ada, code))).toBe('too_many too_many');
    expect((await room.checkIn(ben, code)).present).toEqual([ben.personId]);
  });

  test('only students are seated; staff seat and mark as left by hand', async () => {
    const room = await openClassroom(app, 1);
    const [ada] = room.students;
    if (!ada) throw new Error('a student was asked for');
    expect(await refusalOf(room.checkIn(room.instructor))).toBe('forbidden students_only');
    expect(await refusalOf(room.checkIn(room.observer))).toBe('forbidden observers_read');
    const params = { meetingId: room.meetingId, personId: ada.personId };
    const { checkInMember, checkOutMember } = roundsRoutes;
    expect((await room.instructor.call(checkInMember, { params })).present).toEqual([ada.personId]);
    expect((await room.instructor.call(checkOutMember, { params })).present).toEqual([]);
    expect(await refusalOf(ada.call(checkInMember, { params }))).toBe('forbidden staff_only');
    for (const personId of [room.observer.personId, room.instructor.personId])
      expect(
        await refusalOf(room.instructor.call(checkInMember, { params: { ...params, personId } })),
      ).toMatch(/^forbidden/);
    expect(
      await refusalOf(room.instructor.call(checkInMember, { params: { ...params, personId: newId() } })),
    ).toBe('not_found not_found');
  });

  test('sixty at once all arrive, each once, and the room hears of all of them', async () => {
    const room = await openClassroom(app, 60);
    const socket = await room.instructor.socket();
    await socket.join('meeting', room.meetingId);
    await room.checkInAll();
    const everybody = room.students.map(({ personId }) => personId).sort();
    const { live } = await socket.waitFor(
      roundsEvents.liveChanged,
      ({ live: now }) => now.present.length === 60,
    );
    expect([...live.present].sort()).toEqual(everybody);
    expect([...(await room.read()).present].sort()).toEqual(everybody);
    // Told together, not sixty times.
    expect(socket.facts.length).toBeLessThan(20);
  });
});

describe('drawing', () => {
  test('drawRound: everybody present in groups of 3 to 4 with roles; the same id again changes nothing', async () => {
    const room = await openClassroom(app, 14);
    const [absent, ...here] = room.students;
    if (!absent) throw new Error('students were asked for');
    await Promise.all(here.map((student) => room.checkIn(student)));
    const id = newId();
    const live = await room.draw(id);
    expect(roundOf(live)).toMatchObject({ id, number: 1, phase: 'drawn', countdown: null, repeats: 0 });
    expect(sizesOf(live)).toEqual([3, 3, 3, 4]);
    expect(seatedIn(live)).toEqual(here.map(({ personId }) => personId).sort());
    for (const { members, roles, name } of roundOf(live).groups) {
      expect(name).not.toBe('');
      const holders = Object.values(roles);
      expect(new Set(holders).size).toBe(3);
      for (const holder of holders) expect(members).toContain(holder);
    }
    expect(roundOf(await room.draw(id))).toEqual(roundOf(live));
    expect(live.names[here[0]?.personId ?? '']).toBe(here[0]?.name);
  });

  test('drawing again replaces a round that has not started, and refuses while one runs', async () => {
    const room = await openClassroom(app, 12);
    await room.checkInAll();
    const first = roundOf(await room.draw());
    const second = roundOf(await room.draw());
    expect(second.number).toBe(1);
    expect(second.id).not.toBe(first.id);
    expect(await refusalOf(room.start(first.id, 'group'))).toBe('conflict round_over');
    for (const phase of ['group', 'class'] as const) {
      await room.start(second.id, phase);
      expect(await refusalOf(room.draw())).toBe('conflict round_running');
    }
    await room.start(second.id, 'done');
    const third = roundOf(await room.draw());
    expect(third.number).toBe(2);
    // An answer that was lost is asked for again much later: it still changes nothing.
    expect(roundOf(await room.draw(second.id))).toEqual(third);
  });

  test('too few people are refused with the reason', async () => {
    const room = await openClassroom(app, 1);
    await room.checkInAll();
    expect(await refusalOf(room.draw())).toBe('unprocessable too_few_people');
    expect((await room.read()).round).toBeNull();
  });

  test('sixteen people in three rounds meet twelve different people wherever they can', async () => {
    const room = await openClassroom(app, 16, { groupMin: 4, groupMax: 4 });
    await room.checkInAll();
    const met: string[] = [];
    for (let number = 1; number <= 3; number += 1) {
      const live = await room.draw();
      const { id, repeats } = roundOf(live);
      const pairs = pairsOf(live);
      expect(repeats).toBe(pairs.filter((pair) => met.includes(pair)).length);
      met.push(...pairs);
      await room.start(id, 'group');
      await room.start(id, 'done');
    }
    // 72 meetings of 120 pairs: none need repeat; drawn round by round at most a few do.
    expect(met).toHaveLength(72);
    expect(72 - new Set(met).size).toBeLessThanOrEqual(4);
  });
});

describe('phases and the countdown', () => {
  test('startPhase, extendPhase, pausePhase, resumePhase, in server time', async () => {
    const room = await openClassroom(app, 6, { groupMinutes: 8, classMinutes: 5 });
    await room.checkInAll();
    const { id } = roundOf(await room.draw());
    expect(await refusalOf(room.extend(id, 1))).toBe('conflict nothing_runs');
    const socket = await (room.students[0] ?? room.observer).socket();
    await socket.join('meeting', room.meetingId);

    const startedAt = app.clock.now().getTime();
    const started = roundOf(await room.start(id, 'group'));
    if (started.countdown?.state !== 'running') throw new Error('the countdown does not run');
    const { endsAt } = started.countdown;
    expect(Math.abs(endsAt - startedAt - 8 * minuteMs)).toBeLessThan(1000);
    const heard = await socket.waitFor(roundsEvents.liveChanged, ({ live }) => live.round?.phase === 'group');
    expect(heard.live.round).toEqual(started);

    expect(roundOf(await room.start(id, 'group')).countdown).toEqual(started.countdown);
    const longer = roundOf(await room.extend(id, 2)).countdown;
    expect(longer).toMatchObject({ state: 'running' });
    if (longer?.state === 'running') expect(Math.abs(longer.endsAt - endsAt - 2 * minuteMs)).toBeLessThan(2);

    app.clock.advance(4);
    const paused = roundOf(await room.pause(id)).countdown;
    if (paused?.state !== 'paused') throw new Error('the countdown is not paused');
    expect(Math.abs(paused.remainingMs - 6 * minuteMs)).toBeLessThan(2000);
    app.clock.advance(30);
    expect(roundOf(await room.pause(id)).countdown).toEqual(paused);
    expect(roundOf(await room.extend(id, -1)).countdown).toEqual({
      state: 'paused',
      remainingMs: paused.remainingMs - minuteMs,
    });
    const resumedAt = app.clock.now().getTime();
    const resumed = roundOf(await room.resume(id)).countdown;
    if (resumed?.state !== 'running') throw new Error('the countdown does not run');
    expect(Math.abs(resumed.endsAt - resumedAt - paused.remainingMs + minuteMs)).toBeLessThan(1000);

    // Nothing happens by itself at the end; time added then counts from now.
    app.clock.advance(20);
    expect(roundOf(await room.read()).phase).toBe('group');
    const late = roundOf(await room.extend(id, 1)).countdown;
    if (late?.state === 'running')
      expect(Math.abs(late.endsAt - app.clock.now().getTime() - minuteMs)).toBeLessThan(1000);

    const classStartedAt = app.clock.now().getTime();
    const reporting = roundOf(await room.start(id, 'class'));
    if (reporting.countdown?.state !== 'running') throw new Error('the countdown does not run');
    expect(Math.abs(reporting.countdown.endsAt - classStartedAt - 5 * minuteMs)).toBeLessThan(1000);
    expect(await refusalOf(room.start(id, 'group'))).toBe('forbidden phase_order');
    expect(roundOf(await room.start(id, 'done'))).toMatchObject({ phase: 'done', countdown: null });
  });

  test('a student may not run anything, and what they tried changed nothing', async () => {
    const room = await openClassroom(app, 7);
    await room.checkInAll();
    const live = await room.draw();
    const { id, groups } = roundOf(live);
    const [ada, ben] = room.students;
    const params = { meetingId: room.meetingId, roundId: id, personId: ben?.personId ?? '' };
    const tries = (['startPhase', 'extendPhase', 'pausePhase', 'resumePhase', 'moveMember'] as const).map(
      (verb) => {
        const body = {
          startPhase: { phase: 'group' },
          extendPhase: { minutes: 1 },
          moveMember: { personId: params.personId, toGroup: groups[0]?.number ?? 0 },
          pausePhase: undefined,
          resumePhase: undefined,
        }[verb];
        return ada?.call(roundsRoutes[verb] as typeof roundsRoutes.startPhase, {
          params,
          body: body as never,
        });
      },
    );
    const others = (['drawRound', 'renewProjectorLink', 'readDesk', 'checkOutMember'] as const).map((verb) =>
      ada?.call(roundsRoutes[verb] as typeof roundsRoutes.drawRound, {
        params,
        body: (verb === 'drawRound' ? { id: newId() } : undefined) as never,
      }),
    );
    for (const tried of [...tries, ...others])
      expect(await refusalOf(tried ?? Promise.resolve())).toBe('forbidden staff_only');
    const after = await room.read();
    expect({ ...after, saidAt: 0 }).toEqual({ ...live, saidAt: 0 });
  });
});

describe('comings and goings during a round', () => {
  test('who comes late is seated where there is room; nobody else moves', async () => {
    const room = await openClassroom(app, 14);
    const late = room.students.at(-1);
    if (!late) throw new Error('students were asked for');
    await Promise.all(room.students.slice(0, -1).map((student) => room.checkIn(student)));
    const before = await room.draw();
    await room.start(roundOf(before).id, 'group');
    const after = await room.checkIn(late);
    expect(sizesOf(after)).toEqual([3, 3, 4, 4]);
    const joined = groupOf(after, late);
    for (const group of roundOf(before).groups) {
      const now = roundOf(after).groups.find(({ number }) => number === group.number);
      expect(now?.notesId).toBe(group.notesId);
      expect(now?.roles).toEqual(group.roles);
      expect(now?.members).toEqual(
        group.number === joined.number ? [...group.members, late.personId] : group.members,
      );
    }
    // Back after a dead phone: the same place.
    await late.call(roundsRoutes.checkOut, { params: room });
    expect(groupOf(await room.checkIn(late), late).members).toContain(late.personId);
  });

  test('who leaves is missed: their group fills up or joins others, and their role goes on', async () => {
    const room = await openClassroom(app, 9);
    await room.checkInAll();
    const before = await room.draw();
    await room.start(roundOf(before).id, 'group');
    expect(sizesOf(before)).toEqual([3, 3, 3]);
    const reporter = roundOf(before).groups[0]?.roles.reporter;
    const leaver = room.students.find(({ personId }) => personId === reporter);
    if (!leaver) throw new Error('the first group has a reporter');
    const after = await leaver.call(roundsRoutes.checkOut, { params: room });
    expect(sizesOf(after)).toEqual([4, 4]);
    expect(seatedIn(after)).toHaveLength(8);
    for (const { members, roles } of roundOf(after).groups) {
      expect(Object.keys(roles).sort()).toEqual(['reporter', 'scribe', 'timekeeper']);
      for (const holder of Object.values(roles)) expect(members).toContain(holder);
    }
    // In the class phase the groups stay as they are.
    await room.start(roundOf(after).id, 'class');
    expect(sizesOf(await room.checkIn(leaver))).toEqual([4, 4]);
  });

  test('moveMember: by hand; where the sizes would not allow it, somebody comes back', async () => {
    const room = await openClassroom(app, 7);
    await room.checkInAll();
    const live = await room.draw();
    const { id } = roundOf(live);
    const [small, large] = [...roundOf(live).groups].sort((a, b) => a.members.length - b.members.length);
    const [one] = small?.members ?? [];
    const [other] = large?.members ?? [];
    if (!small || !large || one === undefined || other === undefined)
      throw new Error('two groups of 3 and 4');
    const moved = await room.move(id, other, small.number);
    expect(groupOf(moved, { personId: other }).number).toBe(small.number);
    expect(sizesOf(moved)).toEqual([3, 4]);
    const exchanged = await room.move(id, one, large.number);
    expect(groupOf(exchanged, { personId: one }).number).toBe(large.number);
    expect(sizesOf(exchanged)).toEqual([3, 4]);
    expect(await refusalOf(room.move(id, one, 99))).toBe('not_found no_such_group');
    expect(await refusalOf(room.move(id, newId(), large.number))).toBe('not_found no_such_group');
    expect(await refusalOf(room.move(newId(), one, small.number))).toBe('conflict round_over');
  });

  test('swapMembers and undoMoves: two change places, and back, unless one has moved on', async () => {
    const room = await openClassroom(app, 8);
    await room.checkInAll();
    const live = await room.draw();
    const { id, groups } = roundOf(live);
    const [first, second] = groups;
    const [one, other] = [first?.members[0], second?.members[0]];
    if (!first || !second || one === undefined || other === undefined) throw new Error('two groups');
    const swapped = await room.swap(id, one, other);
    expect(groupOf(swapped, { personId: one }).number).toBe(second.number);
    expect(groupOf(swapped, { personId: other }).number).toBe(first.number);
    const moves = [
      { personId: one, from: first.number, to: second.number },
      { personId: other, from: second.number, to: first.number },
    ];
    const undone = await room.undo(id, moves);
    expect(groupOf(undone, { personId: one }).number).toBe(first.number);
    expect(sizesOf(undone)).toEqual([4, 4]);
    expect(await refusalOf(room.undo(id, moves))).toBe('conflict moved_on');
    expect(await refusalOf(room.swap(id, one, newId()))).toBe('not_found no_such_group');
  });

  test('a locked group stays as it is while others can take who comes; unlocked it changes again', async () => {
    const room = await openClassroom(app, 9);
    const [late, later, ...others] = room.students;
    if (!late || !later) throw new Error('students were asked for');
    await Promise.all(others.map((student) => room.checkIn(student)));
    const { id, groups } = roundOf(await room.draw());
    const small = groups.find(({ members }) => members.length === 3);
    if (!small) throw new Error('seven people make a group of three');
    const locked = await room.lock(id, small.number);
    expect(roundOf(locked).groups.map(({ isLocked }) => isLocked)).toEqual(
      groups.map(({ number }) => number === small.number),
    );
    // The only place is in the locked group: it gives way, for nobody is left without a group.
    expect(groupOf(await room.checkIn(late), late).number).toBe(small.number);
    await room.unlock(id, small.number);
    expect(roundOf(await room.read()).groups.some(({ isLocked }) => isLocked)).toBe(false);
    const full = await room.checkIn(later);
    expect(sizesOf(full)).toEqual([3, 3, 3]);
    const [kept, ...rest] = roundOf(full).groups;
    await room.lock(id, kept?.number ?? 0);
    const leaver = room.students.find(({ personId }) => rest[0]?.members.includes(personId));
    if (!leaver) throw new Error('somebody sits there');
    await leaver.call(roundsRoutes.checkOut, { params: { meetingId: room.meetingId } });
    expect(sizesOf(await room.checkIn(leaver))).toEqual([3, 3, 3]);
    expect(await refusalOf(room.lock(id, 99))).toBe('not_found no_such_group');
  });

  test('the desk says which pairs meet again and why', async () => {
    const room = await openClassroom(app, 4);
    await room.checkInAll();
    const { id } = roundOf(await room.draw());
    for (const phase of ['group', 'class', 'done'] as const) await room.start(id, phase);
    const { repeats } = roundOf(await room.draw());
    const { repeated } = await room.desk();
    expect([repeats, repeated.length]).toEqual([6, 6]);
    const names = Object.values((await room.read()).names);
    for (const { pair, times, why, who } of repeated) {
      expect([times, why]).toEqual([2, 'met_nearly_all']);
      expect(pair).toContain(who);
      for (const name of pair) expect(names).toContain(name);
    }
  });

  test('who is taken out of the course leaves the class, its rooms, and later rounds', async () => {
    const room = await openClassroom(app, 7);
    await room.checkInAll();
    const live = await room.draw();
    await room.start(roundOf(live).id, 'group');
    const [gone] = room.students;
    if (!gone) throw new Error('students were asked for');
    const { notesId } = groupOf(live, gone);
    const socket = await gone.socket();
    expect(await socket.join('meeting', room.meetingId)).toMatchObject({ ok: true });
    expect(await socket.join('notes', notesId)).toMatchObject({ ok: true });
    const watching = await room.instructor.socket();
    await watching.join('meeting', room.meetingId);
    await room.instructor.call(coursesRoutes.dropMember, {
      params: { courseId: room.course.id, personId: gone.personId },
    });
    await socket.ended;
    const { live: after } = await watching.waitFor(
      roundsEvents.liveChanged,
      ({ live: now }) => !now.present.includes(gone.personId),
    );
    expect(seatedIn(after)).not.toContain(gone.personId);
    const again = await gone.socket();
    expect(await again.join('meeting', room.meetingId)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await again.join('notes', notesId)).toMatchObject({ ok: false, reason: 'not_found' });
    expect(await refusalOf(room.read(gone))).toBe('not_found not_found');
  });

  test('who is no student any more is not drawn', async () => {
    const room = await openClassroom(app, 7);
    await room.checkInAll();
    const [promoted] = room.students;
    await room.instructor.call(coursesRoutes.changeMember, {
      params: { courseId: room.course.id, personId: promoted?.personId ?? '' },
      body: { role: 'ta' },
    });
    expect(seatedIn(await room.draw())).toEqual(
      room.students
        .slice(1)
        .map(({ personId }) => personId)
        .sort(),
    );
  });
});

test('members of other courses and visitors find no class behind any door', async () => {
  const room = await openClassroom(app, 4);
  const other = await openClassroom(app, 1);
  await room.checkInAll();
  const live = await room.draw();
  const { id, groups } = roundOf(live);
  const notesId = groups[0]?.notesId ?? '';
  const params = {
    meetingId: room.meetingId,
    roundId: id,
    personId: room.students[0]?.personId ?? '',
    notesId,
    group: 0,
  };
  const bodies: Record<string, object> = {
    checkIn: {},
    drawRound: { id: newId() },
    planOrder: { items: [], planRevision: 0 },
    runOrder: { id: newId(), turn: 0, act: { do: 'next' } },
    startPhase: { phase: 'group' },
    extendPhase: { minutes: 1 },
    moveMember: { personId: params.personId, toGroup: 0 },
    swapMembers: { personId: params.personId, otherId: params.personId },
    undoMoves: { moves: [{ personId: params.personId, from: 0, to: 1 }] },
    changeNotes: { update: '' },
  };
  const strangers = [other.instructor, other.students[0], other.observer];
  for (const stranger of strangers) {
    if (!stranger) throw new Error('a student was asked for');
    for (const [verb, route] of Object.entries(roundsRoutes)) {
      if (verb === 'readProjector') continue;
      const call = stranger.call(route as typeof roundsRoutes.startPhase, {
        params,
        body: bodies[verb] as never,
      });
      expect([verb, await refusalOf(call)]).toEqual([verb, 'not_found not_found']);
    }
    const socket = await stranger.socket();
    for (const [kind, roomId] of [
      ['meeting', room.meetingId],
      ['notes', notesId],
      ['projector', room.meetingId],
    ] as const)
      expect(await socket.join(kind, roomId)).toMatchObject({ ok: false, reason: 'not_found' });
  }
  expect(await refusalOf(app.visitor().call(roundsRoutes.readLive, { params }))).toBe(
    'signed_out signed_out',
  );
});
