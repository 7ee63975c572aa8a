// What three readers of feeds from npm read, each put into one form, as JSON.
//
//   node readers.mjs ADDRESS
//
// An adapter names what its reader understands, and nothing else. What is not there is null.
import partytime from 'podcast-partytime';
import { parseRssFeed } from 'feedsmith';
import podparse from 'podparse';

const xml = await (await fetch(process.argv[2])).text();
const seconds = (date) => Math.round(new Date(date).getTime() / 1000);
const clock = (text) => text.split(':').reduce((sum, part) => sum * 60 + Number(part), 0);
const list = (things, one) => (things ?? []).map(one);
const person = ({ role, group, href = null, ...rest }) =>
  ({ name: rest.name ?? rest.display, role: role.toLowerCase(), group: group.toLowerCase(), href });

function byPartytime() {
  const read = partytime.parseFeed(xml);
  return {
    show: {
      title: read.title, link: read.link, description: read.description, language: read.language,
      copyright: read.copyright, author: read.author, owner: read.owner, image: read.itunesImage,
      explicit: read.explicit, kind: read.itunesType, categories: read.itunesCategory.flatMap((c) => c.split(' > ')),
      self: read.pubsub.self, guid: read.guid, locked: read.locked, locked_owner: read.podcastOwner,
      medium: read.medium, licence: read.license.identifier, persons: read.podcastPeople.map(person),
      location: read.podcastLocation,
      funding: read.podcastFunding.map(({ url, message }) => ({ url, title: message })),
      trailers: read.trailers.map(({ pubdate, ...rest }) => ({ ...rest, date: seconds(pubdate) })),
      notes: read.podcastTxt.map(({ purpose, value }) => ({ purpose, text: value })),
    },
    items: read.items.map((item) => ({
      title: item.title, link: item.link, guid: item.guid, date: seconds(item.pubDate), enclosure: item.enclosure,
      duration: item.duration, number: item.itunesEpisode ?? null, season: item.itunesSeason ?? null,
      season_name: item.podcastSeason?.name ?? null, kind: item.itunesEpisodeType,
      chapters: item.podcastChapters ?? null, transcript: item.podcastTranscripts?.[0] ?? null,
      persons: list(item.podcastPeople, person), licence: item.license?.identifier ?? null,
      soundbites: list(item.podcastSoundbites, (b) => ({ start: b.startTime, length: b.duration, title: b.title })),
    })),
  };
}

function byFeedsmith() {
  const { podcast, itunes, atom, ...read } = parseRssFeed(xml);
  const { display, ...where } = podcast.locations[0];
  return {
    show: {
      title: read.title, link: read.link, description: read.description, language: read.language,
      copyright: read.copyright, author: itunes.author, owner: itunes.owner, image: itunes.image,
      explicit: itunes.explicit, kind: itunes.type,
      categories: itunes.categories.flatMap((c) => [c.text, ...c.categories.map((sub) => sub.text)]),
      self: atom.links.find((link) => link.rel === 'self').href, guid: podcast.guid, locked: podcast.locked.value,
      locked_owner: podcast.locked.owner, medium: podcast.medium, licence: podcast.license.display,
      persons: podcast.persons.map(person), location: { name: display, ...where },
      funding: podcast.fundings.map((f) => ({ url: f.url, title: f.display })),
      trailers: podcast.trailers.map(({ display: title, pubDate, ...rest }) =>
        ({ title, date: seconds(pubDate), ...rest })),
      notes: podcast.txts.map((t) => ({ purpose: t.purpose, text: t.display })),
      update: { text: podcast.updateFrequency.display, rrule: podcast.updateFrequency.rrule },
    },
    items: read.items.map((item) => ({
      title: item.title, itunes_title: item.itunes.title, link: item.link, guid: item.guid.value,
      date: seconds(item.pubDate), description: item.description ?? null, enclosure: item.enclosures[0],
      duration: item.itunes.duration, explicit: item.itunes.explicit ?? null, number: item.itunes.episode ?? null,
      season: item.itunes.season ?? null, season_name: item.podcast?.season?.name ?? null,
      kind: item.itunes.episodeType, chapters: item.podcast?.chapters ?? null,
      list: item.psc?.chapters.map(({ start, title }) => ({ start: clock(start), title })) ?? null,
      transcript: item.podcast?.transcripts?.[0] ?? null, persons: list(item.podcast?.persons, person),
      licence: item.podcast?.license?.display ?? null,
      soundbites: list(item.podcast?.soundbites, (b) => ({ start: b.startTime, length: b.duration, title: b.display })),
    })),
  };
}

function byPodparse() {
  const { meta, episodes } = podparse(xml);
  return {
    show: {
      title: meta.title, link: meta.link, description: meta.description, language: meta.language,
      author: meta.author, owner: meta.owner, image: meta.image.url, explicit: meta.explicit, kind: meta.type,
      categories: meta.category, self: meta.links.find((link) => link.rel === 'self').href, guid: meta.guid,
      locked: meta.locked, medium: meta.medium, licence: meta.license.slug, persons: meta.person.map(person),
      location: { ...meta.location, geo: `geo:${meta.location.geo}` },
      funding: meta.funding.map(({ url, name }) => ({ url, title: name })),
      trailers: meta.trailer.map(({ pubDate, season, ...rest }) =>
        ({ ...rest, season: Number(season), date: seconds(pubDate) })),
    },
    items: episodes.map((item) => ({
      title: item.title, link: item.link, guid: item.guid, date: seconds(item.pubDate),
      description: item.description ?? null, enclosure: item.enclosure, duration: item.duration,
      explicit: item.explicit ?? null, number: item.episode ?? null, season: item.season ?? null,
      kind: item.episodeType, chapters: item.chapters ?? null, transcript: item.transcript?.[0] ?? null,
      persons: list(item.person, person), licence: item.license?.slug ?? null,
      soundbites: list(item.soundbite, (b) => ({ start: b.startTime, length: b.duration, title: b.name })),
    })),
  };
}

console.log(JSON.stringify({ 'podcast-partytime': byPartytime(), feedsmith: byFeedsmith(), podparse: byPodparse() }));
