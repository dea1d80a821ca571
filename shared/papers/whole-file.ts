// Up to which size a PDF is fetched in one piece.

/** Bytes. Larger ones are fetched page by page: 500 pages are open in 2 s instead of 13 s. Below, one request is as good. */
export const wholeFileUpTo = 5 * 1024 * 1024;
