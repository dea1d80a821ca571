// Says something on all screens of the class: a line and how long it stands; what stands there can be taken down.
import { Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import type { LiveView } from '#shared/rounds/views.ts';
import { messageLimits } from '#shared/rounds/message.ts';
import { sayUndoable } from '#client/kit/say-undoable.tsx';
import { actsOf, useAct } from './acts.ts';

const lengths = ['1', '3', '10'] as const;

export const DeskMessage = ({ live }: { live: LiveView }) => {
  const [isOpen, { open, close }] = useDisclosure(false);
  const [text, setText] = useState('');
  const [minutes, setMinutes] = useState('3');
  const { act, isBusy } = useAct();
  const acts = actsOf(live.meetingId);
  useHotkeys([['w', open]]);
  const send = () => {
    const said = text.trim();
    if (said === '') return;
    act(async () => {
      const after = await acts.sendMessage(said, Number(minutes));
      const id = after.message?.id;
      setText('');
      close();
      if (id !== undefined)
        sayUndoable('Your message is on all screens.', () => {
          act(() => acts.endMessage(id));
        });
      return after;
    });
  };
  return (
    <>
      <Button
        variant="default"
        size="md"
        leftSection={<IconSpeakerphone size={18} />}
        title="Key: w"
        onClick={open}
      >
        Tell everybody
      </Button>
      {live.message && (
        <Button
          variant="subtle"
          color="gray"
          size="md"
          disabled={isBusy}
          onClick={() => {
            const id = live.message?.id;
            if (id !== undefined) act(() => acts.endMessage(id));
          }}
        >
          Take the message down
        </Button>
      )}
      <Modal opened={isOpen} onClose={close} title="Tell everybody">
        <form
          onSubmit={(event) => {
            event.preventDefault();
            send();
          }}
        >
          <Stack>
            <TextInput
              data-autofocus
              label="Message"
              description="One line, on the screens of all students and on the projector."
              size="md"
              maxLength={messageLimits.characters}
              value={text}
              onChange={(event) => {
                setText(event.currentTarget.value);
              }}
            />
            <div>
              <Text size="sm" fw={500} id="message-stands">
                It stands for
              </Text>
              <SegmentedControl
                aria-labelledby="message-stands"
                size="md"
                fullWidth
                value={minutes}
                onChange={setMinutes}
                data={lengths.map((value) => ({
                  value,
                  label: value === '1' ? '1 minute' : `${value} minutes`,
                }))}
              />
            </div>
            <Group justify="flex-end">
              <Button type="submit" size="md" loading={isBusy} disabled={text.trim() === ''}>
                Show it
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
};
