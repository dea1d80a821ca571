// How much each kind of evidence counts when a passage is looked for, and how much of it is needed to move a thread unasked.

/**
 * Shares of a candidate's score; they add up to 1. The words weigh most, but short words occur everywhere: what stands before and
 * after together outweighs them. Where a passage stood is a hint only: text moves.
 */
export const weights = { quote: 0.4, prefix: 0.22, suffix: 0.22, position: 0.16 };

/** Comparable characters on either side that are compared. */
export const contextLength = 48;

/** Below, a candidate is not even proposed. */
export const leastProposed = 0.45;

/** A search result moves a thread only with so much score, */
export const leastSettled = 0.86;
/** with its words so equal (1 is equal), */
export const leastQuote = 0.8;
/** with so much equality of the surroundings, the better and the worse side, */
export const leastContext = { better: 0.8, worse: 0.5 };
/** and with so much distance to the next candidate. */
export const leastLead = 0.12;

/** Errors that a search allows, as a share of the quote's length. */
export const errorsAllowed = 0.34;
/** Shorter quotes are looked for without errors: every text has something like them. */
export const shortestFuzzy = 12;

/** Following the text: the share of a passage's characters that must have gone the same way, */
export const leastFollowed = 0.5;
/** and to settle so equal a passage (shared characters among old and new), with at least so many of them. */
export const leastAlike = 0.72;
export const leastShared = 24;
/** Pages that lie between two parts of one passage at most: a figure may fill one. */
export const mostPagesBetween = 2;
/** Characters on the same page between two parts of a passage up to which they belong to it: an inserted sentence, not a footnote. */
export const mostInserted = 400;
