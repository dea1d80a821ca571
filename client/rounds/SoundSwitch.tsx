// Whether this device sounds a minute before the end and at the end.
import { ActionIcon, Tooltip } from '@mantine/core';
import { IconVolume, IconVolumeOff } from '@tabler/icons-react';
import { setSound, useSound } from './chime.ts';

export const SoundSwitch = () => {
  const isOn = useSound();
  const Icon = isOn ? IconVolume : IconVolumeOff;
  return (
    <Tooltip label={isOn ? 'Sounds a minute before the end and at the end' : 'No sound on this device'}>
      <ActionIcon
        variant="subtle"
        color="gray"
        className="sound-switch"
        aria-label="Sound on this device"
        aria-pressed={isOn}
        onClick={() => {
          setSound(!isOn);
        }}
      >
        <Icon size={20} />
      </ActionIcon>
    </Tooltip>
  );
};
