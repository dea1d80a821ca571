// A post as plain words: what is searched and shown in snippets, where no Markdown is drawn.
import { plainMentions } from '#shared/annotations/mentions.ts';

const link = /!?\[((?:[^\]\\]|\\.)*)\]\([^)\s]*(?:\s+"[^"]*")?\)/g;
const marks = /(?<![\p{L}\p{N}])[*_~]+|[*_~]+(?![\p{L}\p{N}])|`+|^\s{0,3}(?:#{1,6}|>+|[-+*]|\d+\.)\s+/gmu;

/** Without addresses of links and pictures (their words stay), emphasis and list marks; formulas stay as they are typed. */
export const plainText = (text: string): string =>
  plainMentions(text).replace(link, '$1').replace(marks, '').trim();
