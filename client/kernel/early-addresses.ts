// The addresses that are asked for before the client is there; a test holds them against the contract, which is too large to wait for.
export const earlyAddresses = {
  session: '/api/session',
  document: (documentId: string) => `/api/documents/${documentId}`,
  course: (courseId: string) => `/api/courses/${courseId}`,
  threads: (documentId: string) => `/api/documents/${documentId}/threads`,
};
