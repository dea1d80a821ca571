// The Markdown renderer itself: GitHub's flavour, KaTeX as MathML, everything else sanitised away.
import { use, useMemo, type ReactNode } from 'react';
import ReactMarkdown, { defaultUrlTransform, type Components, type Options } from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import { MarkdownPartsContext, type MarkdownParts } from './markdown-parts.ts';
import './markdown.css';

const schemaFor = (schemes: readonly string[]) => ({
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((tag) => tag !== 'input'),
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
  protocols: {
    ...defaultSchema.protocols,
    href: [...(defaultSchema.protocols?.['href'] ?? []), ...schemes],
  },
});

const Link = ({ address, children }: { address: string | undefined; children: ReactNode }) => (
  <a
    href={address}
    target={address?.startsWith('/') ? undefined : '_blank'}
    rel="noopener noreferrer nofollow"
  >
    {children}
  </a>
);

const componentsFor = ({ schemes, link, picture }: MarkdownParts): Components => ({
  a: ({ href = '', children }) => {
    const own = link(href, children);
    if (own !== null) return own;
    return schemes.some((scheme) => href.startsWith(`${scheme}:`)) ? (
      children
    ) : (
      <Link address={href === '' ? undefined : href}>{children}</Link>
    );
  },
  // Pictures of other servers would tell them who reads: they are links.
  img: ({ src = '', alt = '' }) => {
    const address = typeof src === 'string' ? src : '';
    const own = picture(address, alt);
    if (own !== null) return own;
    return /^(https?:\/)?\//.test(address) ? (
      <Link address={address}>{alt === '' ? address : alt}</Link>
    ) : (
      alt
    );
  },
});

const optionsFor = (parts: MarkdownParts): Options => ({
  remarkPlugins: [remarkGfm, remarkMath],
  // Sanitised before KaTeX: its output is made here from text that can no longer hold markup.
  rehypePlugins: [
    [rehypeSanitize, schemaFor(parts.schemes)],
    [
      rehypeKatex,
      { output: 'mathml', throwOnError: false, strict: false, trust: false, maxExpand: 200, maxSize: 20 },
    ],
  ],
  urlTransform: (address) =>
    parts.schemes.some((scheme) => address.startsWith(`${scheme}:`)) ? address : defaultUrlTransform(address),
  components: componentsFor(parts),
});

const MarkdownRendered = ({ text }: { text: string }) => {
  const parts = use(MarkdownPartsContext);
  const options = useMemo(() => optionsFor(parts), [parts]);
  return (
    <div className="markdown">
      <ReactMarkdown {...options}>{text}</ReactMarkdown>
    </div>
  );
};

export default MarkdownRendered;
