// Published two-column papers as they come from the web: opened, searched, annotated across columns, read alike by server and browser.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@jest/globals';
import { createExtractor } from '#server/papers/extract/extract.ts';
import { eventually, startJourney } from '#tests/support/journey.ts';
import { instructor, startCourse } from '#tests/support/journey-course.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';
import { haveRealPapers, realPapers } from '#tests/support/real-papers.ts';

interface RealPaper {
  readonly file: string;
  readonly word: string;
  /** On page 3: from the end of the left column to the beginning of the right one. */
  readonly from: string;
  readonly to: string;
  readonly quote: string;
}

const papers: readonly RealPaper[] = [
  {
    file: 'dapper.pdf',
    word: 'annotation',
    from: 'name for each span, as well as a span id and parent id',
    to: 'in order to reconstruct the causal relationships',
    // The figure at the top of the right column comes between; its caption is print like any other.
    quote:
      'name for each span, as well as a span id and parent id Figure 2: The causal and temporal relationships between five spans in a Dapper trace tree. in order to reconstruct the causal relationships',
  },
  {
    file: 'tracemonkey.pdf',
    word: 'recorder',
    from: 'The result is a native code fragment',
    to: 'match those observed when',
    quote:
      'The result is a native code fragment that can be entered if the interpreter PC and the types of values match those observed when',
  },
  {
    file: 'zookeeper.pdf',
    word: 'znode',
    from: 'data reads and writes, or a key/value table',
    to: 'chical keys.',
    quote: 'data reads and writes, or a key/value table with hierarchical keys.',
  },
];

/** The words of a page's text layer, runs joined, with the line ends where the layer has them. */
const layerText = (pageNumber: number) => {
  const layer = document.querySelector(`.page[data-page-number="${String(pageNumber)}"] .textLayer`);
  if (!layer) return null;
  let text = '';
  const walker = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof HTMLBRElement) text += '\n';
    else if (node instanceof Text) text += node.data;
  }
  return text;
};

const readOnServer = async (file: string) => {
  const extractor = createExtractor();
  try {
    const answer = await extractor.extractText(path.join(realPapers, file));
    if (!answer.ok) throw new Error(answer.reason);
    return answer.extraction.pages.map(({ text }) => text);
  } finally {
    await extractor.close();
  }
};

const tellStories = async () => {
  const { chapter, aside, course, reader, meeting, server } = await startJourney(async (journey) => {
    const made = await startCourse(journey, ['Mei Chen']);
    const pdfs = papers.map(({ file }) => readFileSync(path.join(realPapers, file)));
    return {
      course: made,
      meeting: await made.addMeeting('Classics', new Date(Date.now() + 86_400_000), pdfs),
      reader: await journey.open('instructor'),
    };
  });
  chapter('three real papers are taken in', async () => {
    await course.enter(reader, instructor.name);
    expect(meeting.papers.map(({ document }) => document?.pageCount)).toEqual([14, 14, 14]);
  });

  for (const [index, { file, word, from, to, quote }] of papers.entries()) {
    aside(`${file}: the same text, found words, a passage across two columns`, async () => {
      await reader.goto(`${server.url}/documents/${meeting.papers[index]?.document?.id ?? ''}`);
      await showPage(reader, 2);
      const pages = await readOnServer(file);
      // With white space, letter by letter; so without it too, which is what anchors count.
      expect(await reader.evaluate(layerText, 3)).toBe(pages[2]);

      await selectPassage(reader, 2, from, { pageIndex: 2, words: to });
      await reader
        .getByRole('toolbar', { name: 'Annotate the selected passage' })
        .getByRole('button', { name: 'Connection' })
        .click();
      await reader.getByLabel('What do you want to say about it?').fill('Across the gutter.');
      await reader.getByRole('button', { name: 'Post' }).click();
      const card = reader.getByRole('article', { name: 'Connection, p. 3, by Grace Okafor' });
      await card.waitFor();
      expect(await card.locator('[data-thread]').textContent()).toBe(quote);

      await reader.getByRole('button', { name: 'Find in this document' }).click();
      await reader.getByRole('textbox', { name: 'Find in this document' }).fill(word);
      const whole = pages.join('\n').replaceAll('-\n', '').toLowerCase();
      const count = whole.split(word.toLowerCase()).length - 1;
      await reader
        .getByRole('search')
        .getByRole('status')
        .getByText(new RegExp(`^\\d+ of ${String(count)}$`))
        .waitFor();
      const before = await reader.getByRole('search').getByRole('status').textContent();
      await reader.getByRole('button', { name: 'Next match' }).click();
      await eventually(async () =>
        expect(await reader.getByRole('search').getByRole('status').textContent()).not.toBe(before),
      );
    });
  }
};

if (haveRealPapers(papers.map(({ file }) => file))) await tellStories();
