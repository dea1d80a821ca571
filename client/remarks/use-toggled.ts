// Which remarks were opened and closed by hand.
import { useCallback, useState } from 'react';
import type { Id } from '#shared/kernel/primitives.ts';

export type Toggled = ReadonlyMap<Id, boolean>;

export const useToggled = (): readonly [Toggled, (id: Id, isOpen: boolean) => void] => {
  const [toggled, setToggled] = useState<Toggled>(new Map());
  const toggle = useCallback((id: Id, isOpen: boolean) => {
    setToggled((now) => new Map([...now, [id, isOpen]]));
  }, []);
  return [toggled, toggle];
};
