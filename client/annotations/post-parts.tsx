// How mentions, pictures and links into documents are drawn inside of what people wrote about a document.
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { isImageAddress } from '#shared/annotations/images.ts';
import { idSchema, type Id } from '#shared/kernel/primitives.ts';
import { membersQuery } from '#client/courses/data.ts';
import type { MarkdownParts } from '#client/kit/markdown-parts.ts';
import { placeOfAddress } from './place-of-address.ts';
import { PostLink } from './PostLink.tsx';
import { PostPicture } from './PostPicture.tsx';
import { useReading } from './reading-context.ts';

/** The name is the course's, not the text's: nobody is made to say `@Ada` and mean Ben. */
const Mention = ({ personId, words }: { personId: Id; words: ReactNode }) => {
  const { member } = useReading();
  const members = useQuery(membersQuery(member.courseId));
  const somebody = members.data?.find((one) => one.personId === personId);
  const isOwn = personId === member.personId;
  return (
    <span className="mention" data-own={isOwn || undefined} title={isOwn ? 'You are mentioned' : undefined}>
      {somebody ? `@${somebody.name}` : words}
    </span>
  );
};

export const postParts: MarkdownParts = {
  schemes: ['person'],
  link: (address, words) => {
    const personId = /^person:(?<id>.+)$/.exec(address)?.groups?.['id'];
    if (idSchema.safeParse(personId).success) return <Mention personId={personId ?? ''} words={words} />;
    const place = placeOfAddress(address, window.location.origin);
    return place && <PostLink place={place} />;
  },
  picture: (address, description) =>
    isImageAddress(address) ? <PostPicture address={address} description={description} /> : null,
};
