// Makes texts fit to leave: what only this server understands (mentions, addresses without a host) is spelt out.

/** Markdown that reads the same elsewhere: mentions as names, addresses of this server with its host. */
export const portable = (markdown: string, origin: string): string =>
  markdown
    .replace(/\[(?<name>@[^\]\n]*)\]\(person:[a-z0-9]+\)/g, '$<name>')
    .replace(/\]\((?=\/(?!\/))/g, `](${origin}`);

/** Markdown as plain text for notes that know no markup; maths and code keep their signs. */
export const plainText = (markdown: string, origin: string): string =>
  portable(markdown, origin)
    .replace(/!\[(?<alt>[^\]\n]*)\]\((?<address>[^)\s]*)[^)]*\)/g, (_, alt: string, address: string) =>
      alt === '' ? address : `${alt} (${address})`,
    )
    .replace(/\[(?<words>[^\]\n]+)\]\((?<address>[^)\s]*)[^)]*\)/g, (_, words: string, address: string) =>
      words === address ? words : `${words} (${address})`,
    )
    .replace(/^(?:```|~~~).*\n?/gm, '')
    .replace(/^#{1,6}\s+/gm, '')
    .replace(
      /(?<![\w*\\])(?<marks>\*\*\*|\*\*|\*)(?=\S)(?<words>[^*\n]+?)(?<=\S)\k<marks>(?![\w*])/g,
      '$<words>',
    )
    .replace(/(?<![\w_\\])(?<marks>__|_)(?=\S)(?<words>[^_\n]+?)(?<=\S)\k<marks>(?![\w_])/g, '$<words>')
    .replace(/~~(?=\S)(?<words>[^~\n]+?)~~/g, '$<words>')
    .replace(/`(?<words>[^`\n]+)`/g, '$<words>')
    .trim();
