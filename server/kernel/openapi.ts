// Describes every route as OpenAPI 3.1, made from the contract the server validates with.
import { z } from 'zod';
import type { AnyRoute, Route } from '#shared/kernel/contract.ts';
import { refusalSchema } from '#shared/kernel/refusals.ts';
import type { Feature } from './feature.ts';

type Json = Record<string, unknown>;

const jsonSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
  return described;
};

const parametersOf = (schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = jsonSchema(schema, 'input') as {
    properties?: Json;
    required?: string[];
  };
  return Object.entries(properties).map(([name, described]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: described,
  }));
};

const operationOf = (verb: string, route: AnyRoute): Json => {
  const answer = (description: string, mediaType: string, schema: Json): Json => ({
    description,
    content: { [mediaType]: { schema } },
  });
  const fileOf = (mediaTypes: readonly string[]): Json => {
    const bytes = { schema: { type: 'string', format: 'binary' } };
    return { description: 'The file', content: Object.fromEntries(mediaTypes.map((type) => [type, bytes])) };
  };
  const body = 'body' in route ? route.body : undefined;
  const upload = 'upload' in route;
  const fields = body ? jsonSchema(body, 'input') : {};
  return {
    operationId: verb,
    summary: route.summary,
    security: route.access === 'anyone' ? [] : [{ session: [] }],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(upload || body
      ? {
          requestBody: {
            required: true,
            content: upload
              ? {
                  'multipart/form-data': {
                    schema: {
                      ...fields,
                      type: 'object',
                      properties: {
                        ...(fields['properties'] as Json | undefined),
                        file: { type: 'string', format: 'binary' },
                      },
                      required: [...((fields['required'] as string[] | undefined) ?? []), 'file'],
                    },
                  },
                }
              : { 'application/json': { schema: fields } },
          },
        }
      : {}),
    responses: {
      ...('file' in route
        ? { 200: fileOf(route.mediaTypes ?? ['application/octet-stream']) }
        : (route as Route).returns instanceof z.ZodUndefined
          ? { 204: { description: 'Done' } }
          : { 200: answer('Done', 'application/json', jsonSchema((route as Route).returns, 'output')) }),
      default: { $ref: '#/components/responses/Refusal' },
    },
  };
};

/** The document served at `/api/openapi.json`. */
export const describeApi = (features: readonly Feature[], version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const { routes } of features)
    for (const [verb, route] of Object.entries(routes)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}');
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(verb, route) };
    }
  return {
    openapi: '3.1.0',
    info: { title: 'Paperround', version, license: { name: 'MIT', identifier: 'MIT' } },
    paths,
    components: {
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'paperround' } },
      responses: {
        Refusal: {
          description: 'Refused; nothing was changed',
          content: { 'application/json': { schema: jsonSchema(refusalSchema, 'output') } },
        },
      },
    },
  };
};
