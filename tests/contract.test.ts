// Every route of every feature: well declared, described for others, and closed to whoever has no business there.
import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type AnyRoute, pathOf, type Route } from '#shared/kernel/contract.ts';
import { startApp } from '#tests/support/app.ts';
import { makeOneOfEverything } from '#tests/support/one-of-everything.ts';
import type { Client } from '#tests/support/client.ts';

const app = await startApp();
const routes: readonly (readonly [verb: string, route: AnyRoute])[] = app.app.features.flatMap((feature) =>
  Object.entries(feature.routes),
);

/** A course with one of everything, and somebody who has a course of her own. */
const { people, ids, bodies, queries } = await makeOneOfEverything(app);
const { olga, eve } = people;
/** Routes about nobody but the asker: everybody who is signed in may call them. */
const ownAffairs = new Set([
  'signOut',
  'changeSelf',
  'changePassword',
  'listCourses',
  'searchAll',
  'listNews',
  'listTokens',
  'createToken',
  'revokeToken',
  'listOwnSessions',
  'endOwnSession',
  'endOtherSessions',
  'readSecondFactor',
  'beginSecondFactor',
  'confirmSecondFactor',
  'renewRecoveryCodes',
  'removeSecondFactor',
  'listIdentities',
  'confirmIdentity',
  'beginMerge',
  'lookAtMerge',
  'confirmMerge',
  'removeIdentity',
  'readCalendarLink',
  'createCalendarLink',
  'revokeCalendarLink',
]);
/** One's own whatever one's role is: somebody else's are as good as none. */
const ownDrafts = new Set(['keepDraft', 'discardDraft']);
/** What one has read is one's own, also for observers. */
const readingThreads = new Set(['beginVisit', 'markRead', 'markAllRead']);
/** Leaving the class is open to whoever is in the course: a role may have changed since they came. */
const leaving = 'checkOut';

const namesIn = ({ path }: AnyRoute) => [...path.matchAll(/:(\w+)/g)].map(([, name]) => name ?? '');
const bodyOf = (route: AnyRoute): z.ZodType | undefined => ('body' in route ? route.body : undefined);
const isUpload = (route: AnyRoute) => 'upload' in route;
const guarded = routes.filter(([, { access }]) => access === 'signedIn');

/** Calls a route with real ids and a body that fits. */
const knock = async (client: Client, verb: string, route: AnyRoute) => {
  const body = bodies[verb];
  const path = pathOf(route, ids) + (queries[verb] ?? '');
  if (!isUpload(route))
    return client.raw(
      route.method,
      path,
      body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    );
  const form = new FormData();
  for (const [field, value] of Object.entries(body ?? {})) form.set(field, String(value));
  form.set('file', new Blob(['%PDF-1.7 not much'], { type: 'application/pdf' }), 'x.pdf');
  return client.raw(route.method, path, { body: form });
};
/** A fingerprint of everything that is stored, by collection; leases are renewed each second. */
const stored = async () => {
  const names = (await app.db.listCollections())
    .map(({ name }) => name)
    .filter((name) => name !== 'sessions' && name !== 'leases');
  const prints = await Promise.all(
    names.map(async (name) => {
      const records = await app.db.collection(name).find().sort({ _id: 1 }).toArray();
      return [name, createHash('sha256').update(JSON.stringify(records)).digest('hex')] as const;
    }),
  );
  return Object.fromEntries(prints);
};

describe('declarations', () => {
  test.each(routes)('%s', (verb, route) => {
    expect(route.summary.length).toBeGreaterThan(8);
    expect(route.path).toMatch(/^\/api(\/(:\w+|[a-z-]+))+$/);
    const { params } = route;
    expect(Object.keys(params instanceof z.ZodObject ? params.shape : {}).sort()).toEqual(
      namesIn(route).sort(),
    );
    for (const name of namesIn(route)) expect(ids).toHaveProperty(name, expect.stringMatching(/./));
    if (route.query) expect(isStrict(route.query)).toBe(true);
    const body = bodyOf(route);
    if (route.method === 'GET') expect(body).toBeUndefined();
    if (body) expect(isStrict(body)).toBe(true);
    if (body && route.access === 'signedIn') {
      expect(Object.keys(bodies)).toContain(verb);
      expect(body.safeParse(bodies[verb]).error).toBeUndefined();
    }
  });

  test('no two routes share an address or a name', () => {
    const addresses = routes.map(([, { method, path }]) => `${method} ${path.replace(/:\w+/g, ':')}`);
    expect(new Set(addresses).size).toBe(routes.length);
    expect(new Set(routes.map(([verb]) => verb)).size).toBe(routes.length);
  });
});

/** Whether a schema's objects, at every depth, refuse keys they do not name. */
const isStrict = (schema: z.ZodType): boolean =>
  !JSON.stringify(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }), (_key, node: unknown) =>
    isLoose(node) ? 'loose' : node,
  ).includes('"loose"');
const isLoose = (node: unknown) =>
  typeof node === 'object' &&
  node !== null &&
  'properties' in node &&
  (node as { additionalProperties?: unknown }).additionalProperties !== false;

describe('who is let in', () => {
  test.each(guarded)('%s is closed to the signed-out', async (verb, route) => {
    const response = await knock(app.visitor(), verb, route);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'signed_out' });
  });

  test.each(guarded.filter(([verb]) => !ownAffairs.has(verb) && verb !== 'createCourse'))(
    '%s is closed to an instructor of another course, and says no more than that there is nothing',
    async (verb, route) => {
      const before = await stored();
      const response = await knock(eve, verb, route);
      const text = await response.text();
      expect([response.status, text]).toEqual([404, expect.stringContaining('"code":"not_found"')]);
      expect(text).not.toMatch(/Ada|Ben|Cleo|Because|One\./);
      expect(await stored()).toEqual(before);
    },
  );

  test.each(
    guarded.filter(
      ([verb, { method }]) =>
        method !== 'GET' &&
        !ownAffairs.has(verb) &&
        !ownDrafts.has(verb) &&
        !readingThreads.has(verb) &&
        verb !== 'joinCourse' &&
        verb !== leaving,
    ),
  )('%s is closed to an observer, who only reads', async (verb, route) => {
    const before = await stored();
    const response = await knock(olga, verb, route);
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('"code":"forbidden"'),
    ]);
    expect(await stored()).toEqual(before);
  });
});

test('the description for programs is OpenAPI 3.1 and names every route once', async () => {
  const response = await app.visitor().raw('GET', '/api/openapi.json');
  expect(response.status).toBe(200);
  const described = documentSchema.parse(await response.json());
  const operations = Object.entries(described.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  );
  expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
    routes.map(([verb]) => verb).sort(),
  );
  for (const { operationId, path, method, ...operation } of operations) {
    const route = routes.find(([verb]) => verb === operationId)?.[1] as Route;
    expect([method.toUpperCase(), path.replace(/\{(\w+)\}/g, ':$1')]).toEqual([route.method, route.path]);
    const inPath = operation.parameters.filter(({ in: where }) => where === 'path');
    expect(inPath.map(({ name }) => name).sort()).toEqual(
      [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort(),
    );
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(operation.requestBody !== undefined).toBe(bodyOf(route) !== undefined || isUpload(route));
    expect(operation.security).toEqual(route.access === 'anyone' ? [] : [{ session: [] }]);
    expect(Object.keys(operation.responses).some((status) => /^2\d\d$/.test(status))).toBe(true);
  }
  const text = JSON.stringify(described);
  for (const [, pointer] of text.matchAll(/"\$ref":"#\/components\/([^"]+)"/g)) {
    const found = (pointer ?? '')
      .split('/')
      .reduce<unknown>(
        (node, key) => (node as Record<string, unknown> | undefined)?.[key],
        described.components,
      );
    expect([pointer, found]).toEqual([pointer, expect.anything()]);
  }
});

const schemaObject = z.record(z.string(), z.unknown());
const content = z.record(z.string().regex(/^[\w.+-]+\/[\w.+-]+$/), z.strictObject({ schema: schemaObject }));
const responseSchema = z.union([
  z.strictObject({ $ref: z.string().startsWith('#/components/') }),
  z.strictObject({ description: z.string().min(1), content: content.optional() }),
]);
/** The part of the OpenAPI 3.1 specification that the description uses; what it does not name is a mistake. */
const documentSchema = z.strictObject({
  openapi: z.string().regex(/^3\.1\.\d+$/),
  info: z.strictObject({
    title: z.string(),
    version: z.string(),
    license: z.strictObject({ name: z.string(), identifier: z.string() }),
  }),
  paths: z.record(
    z.string().startsWith('/'),
    z.record(
      z.string().regex(/^(get|put|post|delete|patch)$/),
      z.strictObject({
        operationId: z.string().regex(/^\w+$/),
        summary: z.string().min(1),
        security: z.array(schemaObject),
        parameters: z.array(
          z.strictObject({
            name: z.string(),
            in: z.enum(['path', 'query']),
            required: z.boolean(),
            schema: schemaObject,
          }),
        ),
        requestBody: z.strictObject({ required: z.boolean(), content }).optional(),
        responses: z.record(z.string().regex(/^(\d{3}|default)$/), responseSchema),
      }),
    ),
  ),
  components: z.strictObject({
    securitySchemes: z.record(z.string(), schemaObject),
    responses: z.record(z.string(), responseSchema),
  }),
});
