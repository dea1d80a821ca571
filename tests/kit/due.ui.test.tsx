/** @jest-environment #tests/support/browser-environment.ts */
// Deadlines say the course's time, the viewer's own where it differs, and how long until then.
import { afterEach, expect, test } from '@jest/globals';
import { act, screen } from '@testing-library/react';
import { Due } from '#client/kit/Due.tsx';
import { chooseOwnZone } from '#client/kit/Moment.tsx';
import { render } from '#tests/support/render.tsx';

const hourMs = 3_600_000;
afterEach(() => {
  chooseOwnZone(null);
});

test('two zones, and only one where they agree; it follows when the viewer chooses another', () => {
  chooseOwnZone('Europe/Berlin');
  const { container } = render(<Due at="2020-12-03T15:00:00.000Z" zone="America/New_York" />);
  expect(container.textContent).toMatch(/^due Thu,? 3 Dec, 10:00 \(New York; 16:00 for you\), \d+ days ago$/);
  act(() => {
    chooseOwnZone('Asia/Tokyo');
  });
  expect(container.textContent).toMatch(/10:00 \(New York; Fri,? 4 Dec, 00:00 for you\)/);
  act(() => {
    chooseOwnZone('America/New_York');
  });
  expect(container.textContent).toMatch(/^due Thu,? 3 Dec, 10:00, \d+ days ago$/);
});

test('what lies ahead is counted too, and machines can read the instant', () => {
  const at = new Date(Date.now() + 14.5 * hourMs).toISOString();
  const { container } = render(<Due at={at} zone="UTC" word="Due" />);
  expect(container.textContent).toMatch(/^Due .*, in 14 h$/);
  expect(screen.getByText('in 14 h').getAttribute('datetime')).toBe(at);
});
