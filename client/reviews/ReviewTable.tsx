// The students of a meeting and where their reviews stand: sorted by any column, walked with the arrow keys.
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState, type KeyboardEvent, type ReactNode } from 'react';
import { day, timeOfDay } from '#shared/kernel/moments.ts';
import { stateWords } from './review-words.ts';
import { sortRows, type Column, type Order, type Row } from './sorting.ts';
import './reviews.css';

const columns: readonly { column: Column; label: string; isNumber?: true }[] = [
  { column: 'name', label: 'Name' },
  { column: 'state', label: 'State' },
  { column: 'words', label: 'Words', isNumber: true },
  { column: 'citations', label: 'Cites', isNumber: true },
  { column: 'said', label: 'Remarks', isNumber: true },
  { column: 'when', label: 'Submitted', isNumber: true },
];

/** What somebody above knows about the rows, by their ids. */
export interface MoreColumn {
  readonly label: string;
  readonly valueOf: (id: string) => ReactNode;
  /** Null: there is nothing, which comes last. */
  readonly rankOf: (id: string) => number | null;
}

interface Props {
  readonly rows: readonly Row[];
  readonly timeZone: string;
  readonly openId: string | undefined;
  /** Gets the person whose review shall be read. */
  readonly onOpen: (id: string) => void;
  /** False: these are all submitted, so their state need not be said. */
  readonly hasStates?: boolean;
  readonly more?: MoreColumn | undefined;
}

export const ReviewTable = ({ rows, timeZone, openId, onOpen, hasStates = true, more }: Props) => {
  const [order, setOrder] = useState<Order>({ column: 'name', isDescending: false });
  const isSaid = rows.some(({ said }) => said !== undefined);
  const shown = [
    ...columns.filter(({ column }) =>
      column === 'said' ? isSaid : hasStates || (column !== 'state' && column !== 'citations'),
    ),
    ...(more ? [{ column: 'more', label: more.label, isNumber: true } as const] : []),
  ];
  const sorted = sortRows(rows, order, ({ id }) => more?.rankOf(id) ?? null);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: Row) => {
    const { key, currentTarget } = event;
    if (key === 'Enter' && row.isOpen) onOpen(row.id);
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    event.preventDefault();
    const next =
      key === 'ArrowDown' ? currentTarget.nextElementSibling : currentTarget.previousElementSibling;
    if (!(next instanceof HTMLElement)) return;
    next.focus();
    const target = sorted.find(({ id }) => id === next.dataset['person']);
    if (target?.isOpen) onOpen(target.id);
  };
  // One row is in the order of the tab key; the arrows lead to the others.
  const entry = sorted.some(({ id }) => id === openId) ? openId : sorted[0]?.id;
  return (
    <div className="card review-table-frame no-print">
      <table className="review-table" role="grid" aria-label="Reviews">
        <thead>
          <tr>
            {shown.map(({ column, label, isNumber }) => {
              const isOrdered = order.column === column;
              const Icon = order.isDescending ? IconChevronDown : IconChevronUp;
              const arrow = <Icon size={14} aria-hidden="true" className="review-arrow" />;
              return (
                <th
                  key={column}
                  data-column={column}
                  scope="col"
                  data-number={isNumber}
                  aria-sort={isOrdered ? (order.isDescending ? 'descending' : 'ascending') : 'none'}
                >
                  <UnstyledButton
                    onClick={() => {
                      setOrder({ column, isDescending: isOrdered && !order.isDescending });
                    }}
                  >
                    {isOrdered && isNumber && arrow}
                    {label}
                    {isOrdered && !isNumber && arrow}
                  </UnstyledButton>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {sorted.map((row) => (
            <tr
              key={row.id}
              data-person={row.id}
              data-opens={row.isOpen || undefined}
              aria-selected={row.id === openId}
              tabIndex={row.id === entry ? 0 : -1}
              onClick={() => {
                if (row.isOpen) onOpen(row.id);
              }}
              onKeyDown={(event) => {
                onKeyDown(event, row);
              }}
            >
              <td className="review-name">{row.name}</td>
              {hasStates && (
                <td className="review-state" data-state={row.state}>
                  {stateWords[row.state]}
                  {row.note !== '' && <span className="quiet"> {row.note}</span>}
                </td>
              )}
              <td data-number data-column="words">
                {row.words?.toLocaleString('en') ?? ''}
              </td>
              {hasStates && (
                <td data-number data-column="citations">
                  {row.citations ?? ''}
                </td>
              )}
              {isSaid && (
                <td data-number data-column="said">
                  {row.said === 0 ? '' : row.said}
                </td>
              )}
              <td data-number data-column="when">
                {row.submission && (
                  <>
                    <span>{day(row.submission.at, timeZone)},</span>{' '}
                    <span>{timeOfDay(row.submission.at, timeZone)}</span>
                    {!hasStates && row.submission.late && ' (late)'}
                  </>
                )}
              </td>
              {more && (
                <td data-number data-column="more">
                  {more.valueOf(row.id)}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
