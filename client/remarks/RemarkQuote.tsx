// The words that a remark is about, on few lines.

export const RemarkQuote = ({ text }: { text: string }) => (
  <span className="remark-quote serif">“{text}”</span>
);
