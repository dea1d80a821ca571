// The import ladder: who may import whom. ARCHITECTURE.md says why; tests/architecture.test.ts plants a breach of every rule.

/** From the ground up; each may import those before it. `reader` exists in the client only. */
const ladder = [
  'accounts',
  'drafts',
  'courses',
  'papers',
  'reader',
  'annotations',
  'exchange',
  'reviews',
  'remarks',
  'feedback',
  'grading',
  'presentations',
  'signup',
  'presenting',
  'talk-feedback',
  'rounds',
  'reporting',
  'meeting-record',
  'search',
  'demo',
  'admin',
];
const domains = `(${ladder.join('|')})`;
const tiers = '(shared|server|client)';

// Selections become anchors where pages are drawn, so the reader uses the pure half of annotations.
const anchors = '^shared/annotations/(anchor|page-text)[.]ts$';

const onlyDownwards = ladder.slice(0, -1).map((domain, index) => ({
  name: `${domain}-only-downwards`,
  comment:
    'Imports go only downwards; what is needed from above comes as an event, or a page or app.ts composes it.',
  severity: 'error',
  from: { path: `^${tiers}/${domain}/` },
  to: {
    path: `^${tiers}/(${ladder.slice(index + 1).join('|')})/`,
    ...(domain === 'reader' ? { pathNot: anchors } : {}),
  },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...onlyDownwards,
    {
      name: 'kernel-and-kit-know-no-domain',
      comment: 'But for who is signed in: everything in the client asks that, and one contract answers it.',
      severity: 'error',
      from: { path: `^(${tiers}/kernel|client/kit)/`, pathNot: '^client/kernel/session[.]ts$' },
      to: { path: `^${tiers}/${domains}/` },
    },
    {
      name: 'session-knows-accounts-only',
      severity: 'error',
      from: { path: '^client/kernel/session[.]ts$' },
      to: { path: `^${tiers}/${domains}/`, pathNot: '^shared/accounts/' },
    },
    {
      name: 'kernel-below-kit',
      severity: 'error',
      from: { path: '^client/kernel/' },
      to: { path: '^client/kit/' },
    },
    {
      name: 'shared-imports-zod-and-itself',
      severity: 'error',
      from: { path: '^shared/' },
      to: { pathNot: '^shared/|(^|/)node_modules/zod/' },
    },
    {
      name: 'server-and-client-apart',
      severity: 'error',
      from: { path: '^(server|client)/' },
      to: { path: '^(server|client)/', pathNot: '^$1/' },
    },
    {
      name: 'server-domains-through-public',
      comment: "Another domain's store and handlers are its own affair; public.ts is the only door.",
      severity: 'error',
      from: { path: '^server/([^/]+)/' },
      to: { path: `^server/${domains}/`, pathNot: '^server/$1/|^server/[^/]+/public[.]ts$' },
    },
    {
      name: 'app-composes-domains',
      comment: 'domains.ts, app.ts and main.ts put domains together; they do not reach into them.',
      severity: 'error',
      from: { path: '^server/[^/]+[.](ts|js)$' },
      to: {
        path: `^server/${domains}/`,
        pathNot: '/(feature|open|[a-z-]*store|thread-words|run|public|reactions)[.]ts$',
      },
    },
    {
      name: 'composed-from-above',
      comment:
        'Pages and the router compose domains, app.ts and main.ts do on the server: nothing below knows them.',
      severity: 'error',
      from: { path: `^${tiers}/(kernel|kit|${ladder.join('|')})/` },
      to: { path: '^client/(pages/|router|main)|^server/(app|domains|reading|main|start|dev)[.]' },
    },
    {
      name: 'no-climbing',
      comment: 'Whatever is not below the own folder is imported by its alias, never with `../`.',
      severity: 'error',
      from: { path: '^(.+)/[^/]+$', pathNot: '^node_modules/' },
      to: {
        path: `^(${tiers}|tests|bench)/`,
        pathNot: '^$1/',
        dependencyTypesNot: ['aliased-subpath-import'],
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-orphans',
      severity: 'error',
      from: {
        orphan: true,
        path: `^(${tiers}|tests|bench)/`,
        pathNot: '[.]test[.]tsx?$|[.]d[.]ts$|^tests/support/(count-reporter|style)[.]js$',
      },
      to: {},
    },
    {
      name: 'no-tests-in-the-product',
      severity: 'error',
      from: { path: `^${tiers}/` },
      to: { path: '^(tests|bench)/' },
    },
    {
      name: 'no-development-packages-in-the-product',
      severity: 'error',
      from: { path: `^${tiers}/` },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'browser', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
    },
    cache: { folder: 'node_modules/.cache/dependency-cruiser', strategy: 'content' },
  },
};
