// Runs beside the client and before it: draws the paper of a document's address as soon as pdf.js is there, where the reader takes it over.
import { expectedFile, startClient, startClientSoon } from '#client/kernel/early.ts';
import { openEarlyPane } from '#client/reader/early-pane.ts';
import { resumeReading } from '#client/reader/keep-place.ts';
import { taste } from '#client/reader/taste.ts';
import '#client/reader/reader.css';

/** What leads to a place in the paper, or changes its colours, is the reader's affair: nothing may be seen that moves away again. */
const isPlain = () => location.search === '' && taste.state().paper === 'printed';

const draw = async () => {
  const file = await expectedFile();
  if (!file || !isPlain()) {
    startClient();
    return;
  }
  const { fit, layout } = taste.state();
  const { viewer, follow } = openEarlyPane(file.url, fit);
  // What stands around the paper is drawn by the same thread, and waits until it can be seen: until the frame after next.
  const stop = viewer.onPageRendered(() => {
    stop();
    requestAnimationFrame(() => requestAnimationFrame(startClient));
  });
  follow({
    onReady: () => {
      if (layout !== 'continuous') viewer.setLayout(layout);
      resumeReading(viewer, file.owner);
    },
    // The reader says why.
    onError: startClient,
  });
};

startClientSoon();
draw().catch(startClient);
