// The words that a remark is about, on few lines.

export const RemarkQuote = ({ text }: { text: string }) => <q className="remark-quote serif">{text}</q>;
