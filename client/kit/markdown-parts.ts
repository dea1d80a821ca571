// What a page adds to the Markdown it shows: its own drawing of some links and pictures.
import { createContext, type ReactNode } from 'react';

export interface MarkdownParts {
  /** Schemes of addresses (`person` for `person:…`) that no browser follows: `link` draws them, or only their words are shown. */
  readonly schemes: readonly string[];
  /** Null: a link as any other. */
  readonly link: (address: string, words: ReactNode) => ReactNode;
  /** Null: its address is given as a link. Only addresses of this server may be drawn. */
  readonly picture: (address: string, description: string) => ReactNode;
}

export const MarkdownPartsContext = createContext<MarkdownParts>({
  schemes: [],
  link: () => null,
  picture: () => null,
});
