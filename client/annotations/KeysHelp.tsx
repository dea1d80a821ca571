// The page of keys, opened with `?`.
import { Kbd, Modal, Table } from '@mantine/core';

export interface KeyLine {
  readonly keys: readonly string[];
  readonly does: string;
}

interface Props {
  readonly lines: readonly KeyLine[];
  readonly opened: boolean;
  readonly onClose: () => void;
}

export const KeysHelp = ({ lines, opened, onClose }: Props) => (
  <Modal opened={opened} onClose={onClose} title="Keys">
    <Table withRowBorders={false}>
      <Table.Tbody>
        {lines.map(({ keys, does }) => (
          <Table.Tr key={does}>
            <Table.Td>{does}</Table.Td>
            <Table.Td ta="right">
              {keys.map((key) => (
                <Kbd key={key} ml={4}>
                  {key}
                </Kbd>
              ))}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  </Modal>
);
