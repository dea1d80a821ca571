// Makes values that fit a schema of the contract, from its JSON Schema: what the server should take, as far as shapes go.
import { z } from 'zod';
import { newId } from '#shared/kernel/primitives.ts';
import type { Chance } from '#tests/support/chance.ts';

/** The parts of JSON Schema that zod writes. */
interface Node {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Node[];
  readonly oneOf?: readonly Node[];
  readonly allOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Node | boolean;
  readonly items?: Node | false;
  readonly prefixItems?: readonly Node[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly format?: string;
  readonly contentEncoding?: string;
}

const known = new WeakMap<z.ZodType, Node>();
const nodeOf = (schema: z.ZodType): Node => {
  const node = known.get(schema) ?? (z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Node);
  known.set(schema, node);
  return node;
};

const texts = [
  'Mine.',
  'Why does $x^2$ grow?',
  '**bold** and `code`',
  'Ünïcode 試験 עברית',
  '1',
  'true',
  'A line\nand another',
];
/** Patterns that ids, hashes and codes have. */
const fitting: readonly [RegExp, (chance: Chance) => string][] = [
  [/0-9a-f\]\{64\}/, () => 'ab'.repeat(32)],
  [/A-Za-z0-9_-\]\{43\}/, () => 'Ab_-'.repeat(11).slice(1)],
];

const textOf = (node: Node, chance: Chance, ids: readonly string[]): string => {
  if (node.pattern === '^[a-z0-9]{16,32}$') return chance.pick(ids) ?? newId();
  if (node.format === 'date-time') return new Date(1.79e12 + chance.next() * 1e10).toISOString();
  if (node.contentEncoding === 'base64' || node.format === 'base64') return 'AAA=';
  const special = fitting.find(([pattern]) => pattern.test(node.pattern ?? ''));
  if (special) return special[1](chance);
  const text = chance.happens(0.15) ? (chance.pick(ids) ?? '') : (chance.pick(texts) ?? '');
  const [least, most] = [node.minLength ?? 0, node.maxLength ?? 1000];
  return text
    .padEnd(least, 'x')
    .slice(0, chance.happens(0.05) ? most : Math.max(least, Math.min(most, text.length)));
};

const numberOf = (node: Node, chance: Chance): number => {
  const least = Math.max(node.minimum ?? node.exclusiveMinimum ?? -5, -1e6);
  const most = Math.min(node.maximum ?? least + 10, least + 1000);
  // Revisions, counts and places are small on most days.
  if (chance.happens(0.3)) return least;
  if (node.type === 'integer' && chance.happens(0.3)) return Math.min(most, least + 1);
  if (chance.happens(0.1)) return most;
  const number = least + chance.next() * (most - least);
  return node.type === 'integer' ? Math.round(number) : number;
};

const valueOf = (node: Node, chance: Chance, ids: readonly string[]): unknown => {
  if ('const' in node) return node.const;
  if (node.enum) return chance.pick(node.enum);
  const choices = node.anyOf ?? node.oneOf;
  if (choices) return valueOf(chance.pick(choices) ?? {}, chance, ids);
  if (node.allOf) return valueOf(node.allOf[0] ?? {}, chance, ids);
  switch (node.type) {
    case 'string':
      return textOf(node, chance, ids);
    case 'integer':
    case 'number':
      return numberOf(node, chance);
    case 'boolean':
      return chance.happens(0.5);
    case 'null':
      return null;
    case 'array': {
      if (node.prefixItems) return node.prefixItems.map((item) => valueOf(item, chance, ids));
      const least = node.minItems ?? 0;
      const count = Math.min(node.maxItems ?? 3, least + Math.floor(chance.next() * 3));
      return Array.from({ length: count }, () => valueOf(node.items || {}, chance, ids));
    }
    case 'object': {
      const required = new Set(node.required);
      const fields = Object.entries(node.properties ?? {})
        .filter(([name]) => required.has(name) || chance.happens(0.5))
        .map(([name, field]) => [name, valueOf(field, chance, ids)]);
      if (typeof node.additionalProperties === 'object' && chance.happens(0.7))
        fields.push([chance.pick(ids) ?? 'key', valueOf(node.additionalProperties, chance, ids)]);
      return Object.fromEntries(fields) as unknown;
    }
    default:
      return chance.pick(['x', 1, null, {}, []]);
  }
};

/** A value of the shape that `schema` takes; what it refines beyond shapes may still be wrong. `ids`: ids of real things. */
export const fittingValue = (schema: z.ZodType, chance: Chance, ids: readonly string[]): unknown =>
  valueOf(nodeOf(schema), chance, ids);
