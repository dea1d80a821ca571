// A button, and the dialog that it opens; what is in it begins anew each time.
import { Button, Modal, type ButtonProps, type ModalProps } from '@mantine/core';
import { useState, type ReactNode } from 'react';

interface Props extends Pick<ButtonProps, 'variant' | 'leftSection' | 'className'> {
  readonly label: ReactNode;
  readonly title: string;
  readonly buttonSize?: ButtonProps['size'];
  /** Of the dialog. */
  readonly size?: ModalProps['size'];
  /** Something is typed in it: a click beside it does not close it. */
  readonly isForm?: boolean;
  readonly children: (close: () => void) => ReactNode;
}

export const DialogButton = ({
  label,
  title,
  buttonSize = 'sm',
  size = 'md',
  isForm = false,
  children,
  ...button
}: Props) => {
  const [isOpen, setOpen] = useState(false);
  const close = () => {
    setOpen(false);
  };
  return (
    <>
      <Button
        {...button}
        size={buttonSize}
        aria-haspopup="dialog"
        onClick={() => {
          setOpen(true);
        }}
      >
        {label}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} size={size} closeOnClickOutside={!isForm}>
        {isOpen && children(close)}
      </Modal>
    </>
  );
};
