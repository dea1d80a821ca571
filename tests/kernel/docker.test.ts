// The container files say what they must: health checks, volumes, no root, no `latest`, no secret, a Node that fits.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from '#server/build/stamp.js';
import { slidesBytesAtMost } from '#shared/presentations/uploads.ts';
import { readEnvironment } from '#server/kernel/env.ts';
import { ltsMajor } from '#tests/support/lts.js';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

const serviceSchema = z.object({
  image: z.string().optional(),
  build: z.string().optional(),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).default({}),
  healthcheck: z.object({ test: z.array(z.string()) }),
  volumes: z.array(z.string()).default([]),
  networks: z.array(z.string()),
  ports: z.array(z.string()).default([]),
  secrets: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.object({ condition: z.string() })).default({}),
  cap_drop: z.array(z.string()).default([]),
  read_only: z.boolean().default(false),
  privileged: z.never().optional(),
  user: z.string().optional(),
  deploy: z.object({ replicas: z.int() }).optional(),
});
const compose = z
  .object({
    services: z
      .object({ app: serviceSchema, proxy: serviceSchema, mongo: serviceSchema, redis: serviceSchema })
      .strict(),
    volumes: z.record(z.string(), z.unknown()),
    networks: z.object({ front: z.unknown(), back: z.object({ internal: z.literal(true) }) }),
    secrets: z.record(z.string(), z.object({ file: z.string() })),
  })
  .parse(parse(read('docker-compose.yml')));
const { app, proxy, mongo, redis } = compose.services;
const services = Object.values(compose.services);

/** The instructions of the last stage, comments and continued lines settled. */
const instructions = read('Dockerfile')
  .replace(/^#.*\n/gm, '')
  .replace(/\\\n/g, ' ')
  .split('\n')
  .filter((line) => line.trim() !== '');
const lastStage = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM ')));
const inLastStage = (word: string) =>
  lastStage.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length).trim());

describe('docker-compose.yml', () => {
  test('MongoDB is a replica set that its own health check makes', () => {
    const [, setName] = /"--replSet","(\w+)"/.exec(JSON.stringify(mongo.command)) ?? [];
    expect(setName).toBeDefined();
    expect(app.environment['MONGODB_URI']).toBe(
      `mongodb://mongo:27017/paperround?replicaSet=${String(setName)}`,
    );
    const check = mongo.healthcheck.test.join(' ');
    expect(check).toContain(`rs.initiate({ _id: '${String(setName)}'`);
    expect(check).toContain('isWritablePrimary');
    expect(redis.healthcheck.test).toEqual(['CMD', 'redis-cli', 'ping']);
    expect(app.healthcheck.test.join(' ')).toContain('/healthz');
    expect(app.depends_on).toEqual({
      mongo: { condition: 'service_healthy' },
      redis: { condition: 'service_healthy' },
    });
  });

  test('several processes serve one community behind a proxy that passes on WebSocket, uploads and who asks', () => {
    expect(app.deploy?.replicas).toBeGreaterThan(1);
    expect(app.environment).toMatchObject({ REDIS_URL: 'redis://redis:6379' });
    expect(proxy.depends_on).toEqual({ app: { condition: 'service_healthy' } });
    expect(proxy.volumes).toEqual(['./deploy/nginx.conf:/etc/nginx/nginx.conf:ro']);
    const settings = read('deploy/nginx.conf');
    const [, megabytes = ''] = /client_max_body_size (\d+)m;/.exec(settings) ?? [];
    expect(Number(megabytes) * 1024 * 1024).toBeGreaterThan(slidesBytesAtMost + 64 * 1024);
    for (const header of ['Upgrade', 'Connection', 'Host', 'X-Forwarded-For', 'X-Forwarded-Proto'])
      expect(settings).toMatch(new RegExp(`proxy_set_header ${header} `));
  });

  test('what people made lives in declared volumes', () => {
    // Files are in the database; what is in this volume without a name are copies.
    expect(app.environment['FILES_IN']).toBe('${FILES_IN:-database}');
    expect(app.volumes).toEqual(['/data']);
    expect(mongo.volumes).toContain('database:/data/db');
    const used = services.flatMap(({ volumes }) =>
      volumes.map((volume) => volume.split(':')[0] ?? '').filter((name) => !/^[./]/.test(name)),
    );
    expect(used.sort()).toEqual(Object.keys(compose.volumes).sort());
  });

  test('only the proxy can be reached from outside, and neither it nor the app has rights to lose', () => {
    expect([app, mongo, redis].flatMap(({ ports }) => ports)).toEqual([]);
    expect(proxy.ports).toEqual(['${PORT:-3000}:8080']);
    expect([mongo.networks, redis.networks]).toEqual([['back'], ['back']]);
    for (const { cap_drop, read_only } of [app, proxy])
      expect([cap_drop, read_only]).toEqual([['ALL'], true]);
    expect([app.user, proxy.user]).toEqual([undefined, 'nginx']);
    expect(proxy.networks).toEqual(['front']);
  });

  test('every image has a version', () => {
    const images = services.flatMap(({ image }) => image ?? []);
    expect(images).toHaveLength(3);
    for (const image of images) expect(image).toMatch(/:\d+\.\d+/);
    expect(app.build).toBe('.');
  });

  test('the secret comes from a file that is neither in the repository nor in the image', () => {
    expect(app.environment['SESSION_SECRET']).toBeUndefined();
    const [secret = ''] = app.secrets;
    expect(app.environment['SESSION_SECRET_FILE']).toBe(`/run/secrets/${secret}`);
    expect(read('.gitignore').split('\n')).toContain(path.basename(compose.secrets[secret]?.file ?? ''));
  });

  test('the settings are those that the server reads', () => {
    const defaults = Object.entries(app.environment).map(
      ([name, value]) => [name, value.replace(/\$\{\w+:-(.*)\}/, '$1')] as const,
    );
    const { SESSION_SECRET_FILE: _onlyInside, ...env } = Object.fromEntries(defaults);
    expect(readEnvironment(env)).toMatchObject({
      publicUrl: 'http://localhost:3000',
      mongodbUri: app.environment['MONGODB_URI'],
      redisUrl: 'redis://redis:6379',
      filesIn: 'database',
      trustedProxies: 1,
      logLevel: 'warn',
    });
    // A name that the server does not know would be ignored in silence.
    for (const name of Object.keys(app.environment))
      expect(read('server/kernel/env.ts')).toContain(`'${name.replace(/_FILE$/, '')}'`);
  });
});

describe('Dockerfile', () => {
  test('runs the built server as somebody without rights', () => {
    expect(inLastStage('USER')).toEqual(['node']);
    expect(inLastStage('CMD')).toEqual(['["node", "dist/server/main.js"]']);
    expect(inLastStage('HEALTHCHECK').join()).toContain('/healthz');
    expect(inLastStage('VOLUME')).toEqual(['/data']);
  });

  test('its Node is one fixed major version that package.json allows and the checks run on', () => {
    const images = instructions.filter((line) => line.startsWith('FROM ')).map((line) => line.split(' ')[1]);
    expect(images.length).toBeGreaterThan(1);
    expect(new Set(images).size).toBe(1);
    const major = Number(/^node:(\d+)-\w+-slim$/.exec(images[0] ?? '')?.[1]);
    expect(major).toBe(ltsMajor);
    const { engines } = z
      .object({ engines: z.object({ node: z.string() }) })
      .parse(JSON.parse(read('package.json')));
    const least = Number(/^>=(\d+)/.exec(engines.node)?.[1]);
    expect(major).toBeGreaterThan(least);
    // Even versions get long-term support.
    expect(major % 2).toBe(0);
  });

  test('holds no secret, and the builder gets only what is named', () => {
    expect(read('Dockerfile')).not.toMatch(/^(ARG|ENV).*(SECRET|PASSWORD|TOKEN|KEY)/m);
    const [first, ...rest] = read('.dockerignore')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    expect(first).toBe('*');
    for (const line of rest) expect(line).toMatch(/^!/);
    const copied = instructions
      .filter((line) => line.startsWith('COPY ') && !line.includes('--from='))
      .flatMap((line) => line.split(' ').slice(1, -1));
    expect(rest.map((line) => line.slice(1)).sort()).toEqual(copied.sort());
  });
});
