// Requests that were sent before the client itself had arrived, for whoever asks for the same first.
const answers = new Map<string, Promise<Response>>();

/** Sends a GET now. The answer waits for one taker; it is not read again later. */
export const askEarly = (address: string): Promise<Response> => {
  const answer = fetch(address, { credentials: 'same-origin' });
  // Whoever takes it hears of a failure; until then it is nobody's.
  answer.catch(() => undefined);
  answers.set(address, answer);
  return answer;
};

/** The answer to a request that was sent early, once. Freshness is the taker's affair: it is seconds old. */
export const takeEarly = (address: string): Promise<Response> | undefined => {
  const answer = answers.get(address);
  answers.delete(address);
  return answer;
};
