// The presentation: the staff name a presenter, who uploads slides; a classmate opens and annotates them.
import { makePdf, pdfLine } from '#tests/support/pdf.ts';
import { selectPassage, showPage } from '#tests/support/reader.ts';
import { titles, type Cast } from './cast.ts';

export const present = ({ chapter, meeting, staff, mei, tomas, at }: Cast): void => {
  const page = at(`/meetings/${meeting.id}`);

  chapter('the instructor names a presenter, who uploads slides', async () => {
    await Promise.all([staff.goto(page), mei.goto(page)]);
    await staff.getByRole('button', { name: `Assign who presents “${titles[0]}”` }).click();
    const dialog = staff.getByRole('dialog', { name: 'Who presents?' });
    await dialog.getByRole('combobox', { name: titles[0] }).fill('Mei');
    await staff.getByRole('option', { name: 'Mei Chen' }).click();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.waitFor({ state: 'hidden' });

    await mei.getByText('You present').waitFor();
    const chooser = mei.waitForEvent('filechooser');
    await mei.getByRole('button', { name: 'Upload slides' }).click();
    const slides = await makePdf({ title: 'Leases, in five minutes', pages: 3 });
    await (
      await chooser
    ).setFiles({
      name: 'leases.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(slides),
    });
    await mei.getByRole('link', { name: 'Open the slides' }).waitFor();
    await mei.getByRole('button', { name: `Publish the slides of “${titles[0]}”` }).click();
    await mei.getByText('The class sees these slides.').waitFor();
  });

  chapter('a classmate opens the deck in the reader and annotates it', async () => {
    await tomas.goto(page);
    await tomas.getByRole('link', { name: 'Open the slides' }).click();
    await showPage(tomas, 0);
    await selectPassage(tomas, 1, pdfLine(1, 2));
    await tomas
      .getByRole('toolbar', { name: 'Annotate the selected passage' })
      .getByRole('button', { name: 'Limitation' })
      .click();
    await tomas.getByLabel('What do you want to say about it?').fill('What if the clock stops?');
    await tomas.getByRole('button', { name: 'Post' }).click();
    await tomas.getByRole('article', { name: 'Limitation, p. 2, by Tomás Rivera' }).waitFor();
    await mei.getByRole('link', { name: 'Open the slides' }).click();
    await mei.getByRole('article', { name: 'Limitation, p. 2, by Tomás Rivera' }).waitFor();
  });
};
