// Reads how a client would like to have a container: https://www.w3.org/TR/annotation-protocol/#container-representation-preferences.

export interface Wished {
  /** The description alone, without its first page. */
  readonly minimal: boolean;
  /** Annotations by their IRIs; whole otherwise. */
  readonly iris: boolean;
  /** Whether the client said so itself. */
  readonly wasSaid: boolean;
}

const minimalContainer = 'http://www.w3.org/ns/ldp#PreferMinimalContainer';
const containedIris = 'http://www.w3.org/ns/oa#PreferContainedIRIs';
const containedDescriptions = 'http://www.w3.org/ns/oa#PreferContainedDescriptions';

/** `header`: of RFC 7240, for instance `return=representation;include="…"`. Both kinds of contents at once cannot be had: whole ones are. */
export const readPrefer = (header: string | undefined): Wished => {
  const include = /\breturn=representation\s*;\s*include="(?<iris>[^"]*)"/i.exec(header ?? '')?.groups?.[
    'iris'
  ];
  const named = new Set((include ?? '').split(/\s+/));
  return {
    minimal: named.has(minimalContainer),
    iris: named.has(containedIris) && !named.has(containedDescriptions),
    wasSaid: [minimalContainer, containedIris, containedDescriptions].some((iri) => named.has(iri)),
  };
};
