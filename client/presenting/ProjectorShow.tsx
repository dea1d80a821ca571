// What the room sees while a talk is on: the slide alone, the clock where the eye's corner finds it, a question when it is answered.
import type { ResultOf } from '#shared/kernel/contract.ts';
import { presentingRoutes } from '#shared/presenting/contract.ts';
import type { ProjectedQuestion } from '#shared/presenting/questions.ts';
import { addressOf } from '#client/kernel/call.ts';
import { Markdown } from '#client/kit/Markdown.tsx';
import { usePointer } from './data.ts';
import { Slide } from './Slide.tsx';
import { TalkClock } from './TalkClock.tsx';
import { useDeck } from './use-deck.ts';
import './presenting.css';

type Projected = ResultOf<typeof presentingRoutes.readProjectedShow>;

const About = ({ slide, authorName }: ProjectedQuestion) => (
  <span className="projected-about">
    {authorName}
    {slide !== null && `, slide ${String(slide + 1)}`}
  </span>
);

interface Props {
  readonly projected: Projected;
  readonly show: NonNullable<Projected['show']>;
  readonly meetingId: string;
  readonly token: string;
}

export const ProjectorShow = ({ projected, show, meetingId, token }: Props) => {
  const pointer = usePointer('projector', meetingId);
  const { deck, hasFailed } = useDeck(
    addressOf(presentingRoutes.readProjectedSlides, { meetingId, hash: show.fileHash }, { token }),
  );
  const { question, top, talkMinutes, questionMinutes } = projected;
  const isCovered = show.onScreen !== null && (question !== null || top.length > 0) && !show.isBlack;
  return (
    <div className="projected" data-black={show.isBlack || undefined}>
      <Slide
        {...{ deck, hasFailed, pointer, slide: show.slide, slideCount: show.slideCount }}
        drawsAhead
        isBlack={show.isBlack}
      />
      {isCovered && (
        <section className="projected-questions" aria-label="Questions">
          {question && (
            <blockquote className="projected-question" data-long={question.text.length > 220 || undefined}>
              <Markdown text={question.text} />
              <footer>
                <About {...question} />
              </footer>
            </blockquote>
          )}
          {top.length > 0 && (
            <>
              <h1>Your questions</h1>
              <ol>
                {top.map((one) => (
                  <li key={one.threadId}>
                    <b className="figures" aria-label={`${String(one.upvotes)} upvotes`}>
                      {one.upvotes}
                    </b>
                    <div>
                      <div className="projected-top-text">{one.text}</div>
                      <About {...one} />
                    </div>
                  </li>
                ))}
              </ol>
            </>
          )}
        </section>
      )}
      {!show.isBlack && show.phase !== 'ready' && (
        <TalkClock show={show} talkMinutes={talkMinutes} questionMinutes={questionMinutes} size="projector" />
      )}
    </div>
  );
};
