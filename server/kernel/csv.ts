// Lines of CSV that a spreadsheet opens without running anything in it (RFC 4180).
import Papa from 'papaparse';

/** What begins like this may be run as a formula, in full width too and behind white space; it gets an apostrophe before it. */
const formula = /^\s*[=+\-@\uff0b\uff0d\uff1d\uff20]|^[\t\r\n]/;

/** The mark by which spreadsheets know UTF-8; a file begins with it. */
export const csvMark = '\ufeff';

export const csvLine = (cells: readonly (string | number | boolean | null)[]): string =>
  `${Papa.unparse([cells.map((cell) => cell ?? '')], { escapeFormulae: formula, newline: '\r\n' })}\r\n`;
