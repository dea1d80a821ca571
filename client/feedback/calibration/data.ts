// What the pages read about samples, kept fresh by the course's and the staff's live facts.
import { useQuery } from '@tanstack/react-query';
import { feedbackRoutes } from '#shared/feedback/contract.ts';
import { samplesEvents, samplesRoutes, type OwnSample, type Samples } from '#shared/feedback/samples.ts';
import type { Id } from '#shared/kernel/primitives.ts';
import { keyOf, queryClient, reading } from '#client/kernel/query.ts';
import { useRoom } from '#client/kernel/use-room.ts';

const ownSamplesQuery = (courseId: Id) => reading(samplesRoutes.readSamples, { params: { courseId } });
const samplesQuery = (courseId: Id) => reading(samplesRoutes.listSamples, { params: { courseId } });

/** One's own samples; what is waiting behind them is asked for again with them. */
export const useOwnSamples = (courseId: Id) => {
  const query = ownSamplesQuery(courseId);
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: query.queryKey });
    void queryClient.invalidateQueries({ queryKey: keyOf(feedbackRoutes.readFeedback) });
  };
  useRoom('course', courseId, {
    onFact: (name) => {
      if (name === samplesEvents.samplesChanged.name) refresh();
    },
    onGap: refresh,
  });
  return useQuery(query);
};

/** All samples with how the class marks them, for staff. */
export const useSamples = (courseId: Id) => {
  const query = samplesQuery(courseId);
  const refresh = () => void queryClient.invalidateQueries({ queryKey: query.queryKey });
  useRoom('course', courseId, {
    onFact: (name) => {
      if (name === samplesEvents.samplesChanged.name) refresh();
    },
    onGap: refresh,
  });
  useRoom('staff', courseId, {
    onFact: (name) => {
      if (name === samplesEvents.sampleMarked.name) refresh();
    },
    onGap: refresh,
  });
  return useQuery(query);
};

/** Puts in what an act has just answered; the reviews behind it may be open now. */
export const putOwnSample = (courseId: Id, changed: OwnSample): void => {
  queryClient.setQueryData(ownSamplesQuery(courseId).queryKey, (all) =>
    all?.map((one) => (one.id === changed.id ? changed : one)),
  );
  void queryClient.invalidateQueries({ queryKey: keyOf(feedbackRoutes.readFeedback) });
};

export const putSamples = (courseId: Id, all: Samples): void => {
  queryClient.setQueryData(samplesQuery(courseId).queryKey, all);
};
