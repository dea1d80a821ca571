// Everybody who might ask, and the classes in which the table names them.

/** `projector`, `calendar`, `program`: no session, but a secret that opens one thing and nothing else. */
const withoutSession = ['visitor', 'projector', 'calendar', 'program', 'disabled'] as const;
/** Signed in, and not of the course: the administrator of the server too. `dropped`: was a student of it. */
export const strangers = ['account', 'admin', 'foreignStaff', 'foreignStudent', 'dropped'] as const;
/** `mate`: of the author's group, gives feedback to the author; `other`: of another group. */
export const members = ['observer', 'mate', 'other', 'author', 'ta', 'instructor'] as const;

export const askers = [...withoutSession, ...strangers, ...members] as const;
export type Asker = (typeof askers)[number];

const classes = {
  nobody: [],
  anyone: askers,
  signedIn: [...strangers, ...members],
  member: members,
  takesPart: ['mate', 'other', 'author', 'ta', 'instructor'],
  student: ['mate', 'other', 'author'],
  group: ['author', 'mate'],
  staff: ['ta', 'instructor'],
} as const satisfies Record<string, readonly Asker[]>;

/** A class, or one asker. */
export type Access = keyof typeof classes | Asker;

/** Everybody in any of these. */
export const everybodyIn = (...access: readonly Access[]): ReadonlySet<Asker> =>
  new Set(
    access.flatMap((one): readonly Asker[] =>
      one in classes ? classes[one as keyof typeof classes] : [one as Asker],
    ),
  );
