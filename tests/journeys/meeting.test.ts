// One meeting from the first question in a margin to the last round, in three browsers at once: two students and the instructor.
import { gatherCast } from './meeting/cast.ts';
import { discuss } from './meeting/discuss.ts';
import { giveFeedback } from './meeting/feedback.ts';
import { present } from './meeting/present.ts';
import { readTogether } from './meeting/read.ts';
import { writeReviews } from './meeting/review.ts';

const cast = await gatherCast();

readTogether(cast);
present(cast);
writeReviews(cast);
giveFeedback(cast);
discuss(cast);
