// The Markdown renderer itself: GitHub's flavour, KaTeX as MathML, everything else sanitised away.
import ReactMarkdown from 'react-markdown';
import rehypeKatex from 'rehype-katex';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import './markdown.css';

// Pictures of other servers would tell them who reads; until pictures are stored here, they are links.
const schema = {
  ...defaultSchema,
  tagNames: (defaultSchema.tagNames ?? []).filter((tag) => tag !== 'img' && tag !== 'input'),
  attributes: {
    ...defaultSchema.attributes,
    code: [['className', /^language-./, 'math-inline', 'math-display']],
  },
} satisfies typeof defaultSchema;

// Sanitised before KaTeX: its output is made here from text that can no longer hold markup.
const MarkdownRendered = ({ text }: { text: string }) => (
  <div className="markdown">
    <ReactMarkdown
      remarkPlugins={[remarkGfm, remarkMath]}
      rehypePlugins={[
        [rehypeSanitize, schema],
        [
          rehypeKatex,
          { output: 'mathml', throwOnError: false, strict: false, trust: false, maxExpand: 200, maxSize: 20 },
        ],
      ]}
      components={{
        a: ({ href, children }) => (
          <a
            href={href}
            target={href?.startsWith('/') ? undefined : '_blank'}
            rel="noopener noreferrer nofollow"
          >
            {children}
          </a>
        ),
      }}
    >
      {text}
    </ReactMarkdown>
  </div>
);

export default MarkdownRendered;
