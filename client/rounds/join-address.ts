// The address behind the projector's QR code: the class, with the code of the moment after `#`, which no server's log ever sees.

/** The path of a class; with a code, whoever opens it need not type it. */
export const liveAddress = (meetingId: string, code: string | undefined): string =>
  `/meetings/${meetingId}/live${code === undefined ? '' : `#${code}`}`;

/** The code in a fragment (`#1234`), or nothing. */
export const codeInFragment = (fragment: string): string => /^#(\d{4})$/.exec(fragment)?.[1] ?? '';
