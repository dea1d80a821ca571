// The baseline of autosaves: one Express route that stores the same document with mongoose, without sessions, rules or validation.
import express from 'express';
import mongoose from 'mongoose';

await mongoose.connect(process.env['MONGODB_URI'] ?? '', { dbName: 'bare' });
const reviews = mongoose.model(
  'review',
  new mongoose.Schema(
    { _id: String, answers: Object, revision: Number, savedAt: Date },
    { versionKey: false },
  ),
);
const app = express();
/** @typedef {import('express').Request<{ id: string }, unknown, { answers: object, revision: number }>} Saving */
app.put('/reviews/:id', express.json({ limit: '512kb' }), (/** @type {Saving} */ request, response, next) => {
  const { answers, revision } = request.body;
  reviews
    .findOneAndUpdate(
      { _id: request.params.id, ...(revision === 0 ? {} : { revision }) },
      { $set: { answers, savedAt: new Date() }, $inc: { revision: 1 } },
      { upsert: revision === 0, returnDocument: 'after' },
    )
    .lean()
    .then((saved) => {
      response.json(saved);
    }, next);
});
const server = app.listen(0, () => {
  const address = server.address();
  if (address !== null && typeof address === 'object') process.stdout.write(`${String(address.port)}\n`);
});
