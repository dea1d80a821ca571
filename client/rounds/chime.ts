// A soft sound a minute before the end and at the end; every device has its own switch, off until somebody turns it on.
import { useEffect, useRef, useSyncExternalStore } from 'react';

const place = 'paperround:class-sound';
const minuteMs = 60_000;

const listeners = new Set<() => void>();
let context: AudioContext | undefined;

const isOn = (): boolean => {
  try {
    return localStorage.getItem(place) === 'on';
  } catch {
    // Where nothing is kept the device stays silent.
    return false;
  }
};

/** One tone of a chime: begins softly and rings out; `at` is in seconds from now. */
const tone = (sound: AudioContext, hertz: number, at: number): void => {
  const [start, end] = [sound.currentTime + at, sound.currentTime + at + 1.4];
  const [source, volume] = [sound.createOscillator(), sound.createGain()];
  source.type = 'sine';
  source.frequency.value = hertz;
  volume.gain.setValueAtTime(0.0001, start);
  volume.gain.exponentialRampToValueAtTime(0.18, start + 0.04);
  volume.gain.exponentialRampToValueAtTime(0.0001, end);
  source.connect(volume).connect(sound.destination);
  source.start(start);
  source.stop(end);
};

const wake = (): AudioContext | undefined => {
  if (!isOn() || !('AudioContext' in globalThis)) return undefined;
  context ??= new AudioContext();
  // Browsers let a page sound only once somebody has touched it.
  if (context.state === 'suspended') context.resume().catch(() => undefined);
  return context;
};

// One tone for the last minute, two falling ones for the end.
const tones = { minute: [659], end: [659, 494] } as const;
const chime = (kind: keyof typeof tones): void => {
  const sound = wake();
  if (sound?.state !== 'running') return;
  tones[kind].forEach((hertz, index) => {
    tone(sound, hertz, index * 0.35);
  });
};

/** Turns the sound of this device on, which lets it be heard once, or off. */
export const setSound = (on: boolean): void => {
  try {
    localStorage.setItem(place, on ? 'on' : 'off');
  } catch {
    return;
  }
  for (const listener of listeners) listener();
  const sound = wake();
  if (sound)
    void sound.resume().then(() => {
      chime('minute');
    });
};

const subscribe = (changed: () => void) => {
  listeners.add(changed);
  return () => {
    listeners.delete(changed);
  };
};

/** Whether this device sounds. */
export const useSound = (): boolean => useSyncExternalStore(subscribe, isOn);

/** Sounds when the last minute begins and when time is up, not for time that was taken away while nobody looked. */
export const useChime = (leftMs: number, isPaused: boolean): void => {
  const before = useRef(leftMs);
  const isSounding = useSound();
  // After a reload the first touch of the page lets it sound again.
  useEffect(() => {
    if (!isSounding) return undefined;
    const touched = () => void wake();
    window.addEventListener('pointerdown', touched);
    window.addEventListener('keydown', touched);
    return () => {
      window.removeEventListener('pointerdown', touched);
      window.removeEventListener('keydown', touched);
    };
  }, [isSounding]);
  useEffect(() => {
    const was = before.current;
    before.current = leftMs;
    if (isPaused) return;
    if (was > 0 && leftMs <= 0) chime('end');
    else if (was > minuteMs && leftMs <= minuteMs) chime('minute');
  }, [leftMs, isPaused]);
};
