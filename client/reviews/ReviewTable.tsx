// The students of a meeting and where their reviews stand: sorted by any column, walked with the arrow keys.
import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useState, type KeyboardEvent } from 'react';
import { day, timeOfDay } from '#shared/kernel/moments.ts';
import type { ReviewStatus } from '#shared/reviews/contract.ts';
import { stateWords } from './review-words.ts';
import { sortRows, type Column, type Order } from './sorting.ts';
import './reviews.css';

const columns: readonly { column: Column; label: string; isNumber?: true }[] = [
  { column: 'name', label: 'Name' },
  { column: 'state', label: 'State' },
  { column: 'words', label: 'Words', isNumber: true },
  { column: 'when', label: 'Submitted', isNumber: true },
];

interface Props {
  readonly rows: readonly ReviewStatus[];
  readonly timeZone: string;
  readonly openId: string | undefined;
  /** Gets the person whose review shall be read. */
  readonly onOpen: (personId: string) => void;
  /** False: these are all submitted, so their state need not be said. */
  readonly hasStates?: boolean;
}

export const ReviewTable = ({ rows, timeZone, openId, onOpen, hasStates = true }: Props) => {
  const [order, setOrder] = useState<Order>({ column: 'name', isDescending: false });
  const shown = columns.filter(({ column }) => hasStates || column !== 'state');
  const sorted = sortRows(rows, order);
  const onKeyDown = (event: KeyboardEvent<HTMLTableRowElement>, row: ReviewStatus) => {
    const { key, currentTarget } = event;
    if (key === 'Enter' && row.submission) onOpen(row.personId);
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return;
    event.preventDefault();
    const next =
      key === 'ArrowDown' ? currentTarget.nextElementSibling : currentTarget.previousElementSibling;
    if (!(next instanceof HTMLElement)) return;
    next.focus();
    const target = sorted.find(({ personId }) => personId === next.dataset['person']);
    if (target?.submission) onOpen(target.personId);
  };
  // One row is in the order of the tab key; the arrows lead to the others.
  const entry = sorted.some(({ personId }) => personId === openId) ? openId : sorted[0]?.personId;
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
              key={row.personId}
              data-person={row.personId}
              data-opens={row.submission !== null || undefined}
              aria-selected={row.personId === openId}
              tabIndex={row.personId === entry ? 0 : -1}
              onClick={() => {
                if (row.submission) onOpen(row.personId);
              }}
              onKeyDown={(event) => {
                onKeyDown(event, row);
              }}
            >
              <td className="review-name">{row.name}</td>
              {hasStates && (
                <td className="review-state" data-state={row.state}>
                  {stateWords[row.state]}
                </td>
              )}
              <td data-number data-column="words">
                {row.submission?.words.toLocaleString('en') ?? ''}
              </td>
              <td data-number data-column="when">
                {row.submission && (
                  <>
                    <span>{day(row.submission.at, timeZone)},</span>{' '}
                    <span>{timeOfDay(row.submission.at, timeZone)}</span>
                    {!hasStates && row.submission.late && ' (late)'}
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
