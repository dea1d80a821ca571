// The button that lets one choose pictures from the device.
import { FileButton } from '@mantine/core';
import { IconPhoto } from '@tabler/icons-react';
import { imageTypes } from '#shared/annotations/images.ts';
import { WriterTool } from './WriterTools.tsx';

export const PictureTool = ({ onFiles }: { onFiles: (files: readonly File[]) => void }) => (
  <FileButton multiple accept={imageTypes.join(',')} onChange={onFiles}>
    {({ onClick }) => <WriterTool label="Picture" icon={IconPhoto} onClick={onClick} />}
  </FileButton>
);
