// What the table cannot say by a field alone: private threads, reviews nobody was sent, their name in mentions and on a show.
import type { Db } from 'mongodb';
import { mentionOf } from '#shared/annotations/mentions.ts';
import type { StoredFiles } from '#server/admin/stored-files.ts';

interface Stored {
  _id: string;
}
interface Post extends Stored {
  text: string;
}
interface Thread extends Post {
  authorId: string;
  visibility: string;
  images: string[];
  replies: Post[];
}

/** The name of whoever is gone. */
export const formerName = 'Former member';

const idsIn = async (db: Db, collection: string, filter: object): Promise<string[]> =>
  (
    await db
      .collection<Stored>(collection)
      .find(filter, { projection: { _id: 1 } })
      .toArray()
  ).map(({ _id }) => _id);

/** Threads for their author alone, with all about them, and pictures that nobody else's thread shows. */
const deletePrivateThreads = async (db: Db, files: StoredFiles, authorId: string) => {
  const ids = await idsIn(db, 'threads', { authorId, visibility: 'private' });
  const these = { _id: { $in: ids } };
  await db.collection('formerTexts').deleteMany({ threadId: { $in: ids } });
  for (const name of ['annotationOrigins', 'threadWords', 'threads'])
    await db.collection<Stored>(name).deleteMany(these);
  const images = db.collection<Stored & { hash: string; uploaderId: string }>('images');
  for (const { _id, hash } of await images.find({ uploaderId: authorId }).toArray()) {
    if (await db.collection('threads').findOne({ images: _id })) continue;
    await images.deleteOne({ _id });
    if (!(await images.findOne({ hash }))) await files.remove(hash);
  }
};

/** A review that was never submitted goes; of one that was, the newest submitted version stays and the draft goes. */
const deleteUnsubmitted = async (db: Db, authorId: string) => {
  const reviews = db.collection('reviews');
  await reviews.deleteMany({ authorId, 'versions.0': { $exists: false } });
  const last = (field: string) => ({ $let: { vars: { one: { $last: '$versions' } }, in: `$$one.${field}` } });
  await reviews.updateMany({ authorId }, [
    { $set: { answers: last('answers'), questions: last('questions') } },
  ]);
};

/** Mentions that the editor wrote, `[@Name](person:id)`, get the other name. What is found by the old one is indexed anew at the next start. */
const renameMentions = async (db: Db, personId: string) => {
  const written = new RegExp(`\\[@(?:[^\\]\\\\]|\\\\.){1,120}\\]\\(person:${personId}\\)`, 'g');
  const renamed = (text: string) => text.replace(written, mentionOf(formerName, personId));
  const says = { $regex: `\\(person:${personId}\\)` };
  const threads = db.collection<Thread>('threads');
  for (const { _id, text, replies } of await threads
    .find({ $or: [{ text: says }, { 'replies.text': says }] })
    .toArray()) {
    // Only what is still the same: an edit in this moment stays, and is told as a mention that is left.
    await threads.updateOne({ _id, text }, { $set: { text: renamed(text) } });
    for (const reply of replies.filter((each) => each.text !== renamed(each.text)))
      await threads.updateOne(
        { _id, replies: { $elemMatch: { _id: reply._id, text: reply.text } } },
        { $set: { 'replies.$.text': renamed(reply.text) } },
      );
    await db.collection<Stored>('threadWords').deleteOne({ _id });
  }
  const formerTexts = db.collection<Post>('formerTexts');
  for (const { _id, text } of await formerTexts.find({ text: says }).toArray())
    await formerTexts.updateOne({ _id, text }, { $set: { text: renamed(text) } });
};

/** Wishes about somebody who is gone; one that is about fewer than two then goes as a whole. */
const dropWishes = async (db: Db, personId: string) => {
  const wishes = db.collection<Stored & { wishes: { people: string[] }[] }>('groupWishes');
  await wishes.updateMany({ 'wishes.people': personId }, {
    $pull: { 'wishes.$[].people': personId },
  } as object);
  await wishes.updateMany({}, { $pull: { wishes: { 'people.1': { $exists: false } } } } as object);
};

/** May be repeated. */
export const clearOwnWork = async (db: Db, files: StoredFiles, personId: string): Promise<void> => {
  await deletePrivateThreads(db, files, personId);
  await deleteUnsubmitted(db, personId);
  await renameMentions(db, personId);
  await dropWishes(db, personId);
  await db.collection('reviewExtensions').deleteMany({ personIds: { $size: 0 } });
  await db
    .collection('shows')
    .updateMany({ 'show.holderId': personId }, { $set: { holderName: formerName } });
};

/** Marks and points that the staff gave the person. */
export const deleteGrades = async (db: Db, personId: string): Promise<void> => {
  await db.collection('reviewMarks').deleteMany({ authorId: personId });
  await db.collection('feedbackOverrides').deleteMany({ personId });
  await db.collection('feedbackAttempts').deleteMany({ personId });
  await db.collection('talkMarks').updateMany({}, { $unset: { [`returned.${personId}`]: '' } });
};
