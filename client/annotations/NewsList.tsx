// What was said to one, or in threads one follows, and is not read yet; grouped by paper, newest first.
import { Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { visitsRoutes, type News } from '#shared/annotations/visits.ts';
import { reading } from '#client/kernel/query.ts';
import { Ago } from '#client/kit/Moment.tsx';
import { hueOf } from './kind-hue.ts';
import './news.css';

const renewedMs = 60_000;

const byDocument = (news: readonly News[]): News[][] => {
  const groups = new Map<string, News[]>();
  for (const item of news) groups.set(item.documentId, [...(groups.get(item.documentId) ?? []), item]);
  return [...groups.values()];
};

const sayWhat = ({ why, authorName, fresh }: News): string => {
  const more = fresh > 1 ? ` (${String(fresh)} new)` : '';
  return why === 'mentioned'
    ? `${authorName} in a thread that mentions you${more}`
    : `${authorName} in a thread you follow${more}`;
};

const Item = ({ item }: { item: News }) => (
  <li>
    <Link
      className="news-item"
      style={hueOf(item.kind)}
      to="/documents/$documentId"
      params={{ documentId: item.documentId }}
      search={{ thread: item.threadId } as never}
    >
      <span className="news-said">{item.text}</span>
      <Text span size="xs" c="dimmed">
        {sayWhat(item)} · <Ago at={item.at} />
      </Text>
    </Link>
  </li>
);

/** Shows nothing when there is nothing. */
export const NewsList = () => {
  const { data: news = [] } = useQuery({
    ...reading(visitsRoutes.listNews, {}),
    refetchInterval: renewedMs,
  });
  if (news.length === 0) return null;
  return (
    <section aria-label="New for you">
      <Title order={2} fz="1.15rem" mb="sm">
        New for you
      </Title>
      {byDocument(news).map((group) => (
        <div key={group[0]?.documentId} className="card news-group">
          <h3 className="serif">{group[0]?.documentTitle}</h3>
          <ul>
            {group.map((item) => (
              <Item key={item.threadId} item={item} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
};
