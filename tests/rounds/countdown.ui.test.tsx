/** @jest-environment #tests/support/browser-environment.ts */
// What the countdown says at each stage, to the eye and to a screen reader.
import { afterAll, expect, test } from '@jest/globals';
import { screen, waitFor } from '@testing-library/react';
import { reconnect } from '#client/kernel/live.ts';
import { Countdown } from '#client/rounds/Countdown.tsx';
import { render } from '#tests/support/render.tsx';

// Without a server the device's own clock counts; the connection that is looked for meanwhile ends with the file.
afterAll(reconnect);

const figures = (name = 'Time left') => screen.getByRole('timer', { name }).textContent;
const spoken = (container: HTMLElement) => container.querySelector('[aria-live="polite"]')?.textContent;
const running = (leftMs: number) => ({ state: 'running', endsAt: Date.now() + leftMs }) as const;

test('it counts down in silence until the last minute, which it says', async () => {
  const { container } = render(<Countdown countdown={running(60_700)} />);
  expect(figures()).toBe('1:01');
  expect(spoken(container)).toBe('');
  expect(screen.queryByText('Less than a minute left')).toBeNull();
  await waitFor(() => {
    expect(figures()).toBe('1:00');
  });
  expect(spoken(container)).toBe('1 minute left.');
  expect(screen.queryByText('Less than a minute left')).not.toBeNull();
  expect(container.querySelector('.countdown')?.getAttribute('data-state')).toBe('last');
});

test('when time is up it says so and counts on softly', async () => {
  const { container } = render(<Countdown countdown={running(300)} />);
  expect(figures()).toBe('0:01');
  expect(await screen.findByText('Time is up: finish your sentence')).not.toBeNull();
  expect(figures('Over time')).toBe('0:00');
  expect(spoken(container)).toBe('Time is up: finish your sentence.');
  await waitFor(() => {
    expect(figures('Over time')).toMatch(/^\+0:0[1-9]$/);
  });
  // It is said once, not with every second.
  expect(spoken(container)).toBe('Time is up: finish your sentence.');
});

test('paused, it stands still with what is left, and goes on from there', () => {
  const { container, rerender } = render(<Countdown countdown={{ state: 'paused', remainingMs: 545_000 }} />);
  expect(figures()).toBe('9:05');
  expect(spoken(container)).toBe('Paused.');
  rerender(<Countdown countdown={running(544_500)} />);
  expect(figures()).toBe('9:05');
  expect(spoken(container)).toBe('');
});
