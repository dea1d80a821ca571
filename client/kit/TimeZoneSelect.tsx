// Chooses a time zone by typing a part of its name.
import { Select } from '@mantine/core';

// Browsers list some zones under their former names only, and UTC not at all.
const presentNames = [
  'America/Argentina/Buenos_Aires',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Europe/Kyiv',
  'UTC',
];
const zones = [...new Set([...Intl.supportedValuesOf('timeZone'), ...presentNames])].sort();

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: string | null;
  /** What an empty choice means; without it there must be one. */
  readonly placeholder?: string;
  readonly onChange: (zone: string | null) => void;
}

/** IANA names with spaces: `America/New York`. */
export const TimeZoneSelect = ({ label, description, value, placeholder, onChange }: Props) => {
  const all = value === null || zones.includes(value) ? zones : [value, ...zones];
  return (
    <Select
      label={label}
      description={description}
      placeholder={placeholder}
      data={all.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
      value={value}
      onChange={onChange}
      searchable
      clearable={placeholder !== undefined}
      allowDeselect={false}
      limit={60}
      nothingFoundMessage="No time zone has this in its name."
    />
  );
};
