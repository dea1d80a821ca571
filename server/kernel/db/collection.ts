// Opens a collection as a mongoose model with the project's conventions in one place.
import {
  type Connection,
  type IndexDefinition,
  type IndexOptions,
  type Model,
  Schema,
  type SchemaDefinition,
} from 'mongoose';

interface Index {
  readonly keys: IndexDefinition;
  readonly options?: IndexOptions;
}

/**
 * A model of documents `T` whose `_id` is a string of ours. Unknown fields are an error (`strict: 'throw'`); there is no
 * hidden version counter: documents that several people change carry a `revision` of their own.
 */
export const openCollection = <T extends { _id: string }>(
  db: Connection,
  name: string,
  definition: SchemaDefinition,
  indexes: readonly Index[] = [],
): Model<T> => {
  const schema = new Schema(
    { _id: String, ...definition },
    { versionKey: false, id: false, strict: 'throw', minimize: false, autoIndex: false },
  );
  for (const { keys, options } of indexes) schema.index(keys, options);
  return db.model(name, schema, name) as unknown as Model<T>;
};

/** A required field of a type. */
export const needed = <T>(type: T) => ({ type, required: true }) as const;

/** Whether an error says that a unique index already holds this value. */
export const isDuplicate = (error: unknown): boolean => (error as { code?: number }).code === 11000;
