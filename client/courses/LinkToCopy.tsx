// A link of this server with a button that copies it.
import { Group, Stack, Text, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { CopyButton } from '#client/kit/CopyButton.tsx';

/** The whole address of a path of this server. */
export const wholeLink = (path: string): string => new URL(path, window.location.origin).href;

export const LinkToCopy = ({ path, children }: { path: string; children?: ReactNode }) => (
  <Stack gap="sm">
    {children !== undefined && <Text>{children}</Text>}
    <Group gap="sm" wrap="nowrap">
      <TextInput
        aria-label="Link"
        readOnly
        value={wholeLink(path)}
        style={{ flex: 1 }}
        onFocus={(event) => {
          event.currentTarget.select();
        }}
      />
      <CopyButton text={wholeLink(path)} />
    </Group>
  </Stack>
);
