// What everybody hears at the door of a room that is not there or not theirs.
import { reason } from '#shared/kernel/rules.ts';

export const noSuchRoom = reason('not_found', 'There is no such class, or it is not open to you.');
