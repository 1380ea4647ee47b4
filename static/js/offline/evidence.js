/** Whether a question is answered at all, by the server's own bars: see coverage.py and evidence.py. */

import { terms } from "./fold.js";
import { texts } from "./text-index.js";

const ENDS = /(?<=[.!?])\s+|\n+/;
const most = (values) => Math.max(0, ...values);

/** Each concept with one phrase of it, the first; one particular thing gives way to a phrase for the whole of it. */
function onceEach(phrases) {
  const found = new Map();
  for (const phrase of phrases) {
    for (const concept of phrase.concepts) {
      const isNarrower = (each) => concept.narrower.has(each.phrase);
      const earlier = found.get(concept);
      if (!earlier || (isNarrower(earlier) && !isNarrower(phrase))) found.set(concept, phrase);
    }
  }
  return [...found];
}

export class Evidence {
  /** @param {object} pack a pack saved before has no bars: then whatever is found answers */
  constructor(pack, text, meanings, facets) {
    this.bars = pack.weights.evidence;
    this.pack = pack;
    this.text = text;
    this.meanings = meanings;
    this.facets = facets;
    this.sentences = new Map();
    this.stopWords = new Set(pack.stop);
  }

  /**
   * How well some listings answer: `good`, `weak` or `none`.
   * @param {{wanted: string[], phrases: object[]}} said @param {number[]} selected positions
   * @param {{isNamed: boolean, hasWords: boolean}} about whether one is asked for by its name; whether anything was said
   */
  judged(said, selected, { isNamed, hasWords }) {
    if (!selected.length) return "none";
    if (!this.bars || !hasWords || isNamed) return "good";
    const found = this.coverage(said, selected);
    if (this.isGood(found)) return "good";
    return this.isWeak(found) ? "weak" : "none";
  }

  /** Which of some listings have a subject that was heard. */
  heard({ phrases }, selected) {
    const fits = onceEach(phrases).map(([concept, phrase]) => this.meeting(phrase, concept));
    return new Set(selected.filter((at) => fits.some(({ met }) => met(at))));
  }

  isGood({ count, withHeard, called, together }) {
    const { heard, called: name, together: beside, heard_a_word: less, words_a_word: few } = this.bars;
    return withHeard >= this.bar(heard, less, count) || called >= this.bar(name, few, count) || together() >= this.bar(beside, few, count);
  }

  isWeak({ count, withHeard, called, own, together }) {
    const { maybe, maybe_together: beside, heard_a_word: less, words_a_word: few, sentence, anything } = this.bars;
    return withHeard >= this.bar(maybe, less, count) || called >= this.bar(maybe, few, count) || together() >= this.bar(beside, few, count)
      || (count >= sentence && withHeard >= anything) || (count > sentence && own >= anything);
  }

  bar(bar, aWord, count) {
    return Math.max(this.bars.least, bar - aWord * Math.max(0, count - this.bars.short));
  }

  /** The most that any of some listings has of the words, of 1. */
  coverage({ wanted, phrases }, selected) {
    const fits = onceEach(phrases).map(([concept, phrase]) => this.meeting(phrase, concept));
    const worth = this.worth(wanted, new Set(fits.filter(({ stems }) => stems.size > 1).flatMap(({ stems }) => [...stems])));
    const has = (term, at) => this.text.postings.get(term)?.has(at) ?? false;
    const share = (test) => (at) => [...worth].reduce((sum, [term, value]) => sum + (test(term, at) ? value : 0), 0);
    const isCalled = (term, at) => this.text.labelled.get(term)?.has(at) ?? false;
    const meets = (term, at) => has(term, at) || fits.some(({ stems, met }) => stems.has(term) && met(at));
    const heard = selected.filter((at) => fits.some(({ met }) => met(at)));
    const own = new Map(selected.map((at) => [at, share(has)(at)]));
    return {
      count: worth.size,
      own: most(own.values()),
      called: most(selected.map(share(isCalled))),
      withHeard: worth.size ? most(heard.map(share(meets))) : Number(heard.length > 0), // "something to do" has no word to look for
      together: () => this.together(own, worth, isCalled),
    };
  }

  /** What each word counts for; those of a phrase that was heard tell what is wanted, no story. */
  worth(wanted, heard) {
    const { usual_size: usual, story, wishing } = this.bars;
    const size = Math.max(usual, this.pack.listings.length);
    const rare = (term) => Math.log(1 + size / (1 + (this.text.postings.get(term)?.size ?? 0)));
    const isStory = (term) => !heard.has(term) && (wishing.includes(term) || this.meanings.isStory(term));
    const worth = new Map(wanted.map((term) => [term, rare(term) * (isStory(term) ? story : 1)]));
    const total = [...worth.values()].reduce((sum, value) => sum + value, 0) || 1;
    return new Map([...worth].map(([term, value]) => [term, value / total]));
  }

  /** The stems of a phrase, and which listings meet it: by a subject, or by the one thing that it names. */
  meeting({ phrase, typed }, concept) {
    const stems = new Set(terms(typed, this.stopWords));
    const [facet, slugs] = concept.categories.length ? ["category", concept.categories] : ["audience", concept.audience];
    const count = (term) => this.text.postings.get(term)?.size ?? 0;
    const thing = concept.narrower.has(phrase) && [...stems].sort((a, b) => count(a) - count(b))[0];
    const met = (at) => slugs.some((slug) => this.facets.has(facet, slug, this.pack.listings[at])) && (!thing || Boolean(this.text.postings.get(thing)?.has(at)));
    return { stems, met };
  }

  /** Most of the words that any listing has in one sentence and what it is called. */
  together(own, worth, isCalled) {
    if (worth.size <= 1) return most(own.values()); // one word stands apart from nothing
    const best = [...own].filter(([, share]) => share > 0).sort((a, b) => b[1] - a[1]).slice(0, this.bars.looked_into);
    return most(best.map(([at]) => {
      const rest = [...worth].filter(([term]) => !isCalled(term, at));
      const beside = [...worth].reduce((sum, [term, value]) => sum + (isCalled(term, at) ? value : 0), 0);
      return beside + most(this.sentencesOf(at).map((sentence) => rest.reduce((sum, [term, value]) => sum + (sentence.has(term) ? value : 0), 0)));
    }));
  }

  sentencesOf(at) {
    if (!this.sentences.has(at)) {
      const sentences = texts(this.pack.listings[at], this.pack).text.split(ENDS).filter((text) => text.trim());
      this.sentences.set(at, sentences.map((text) => new Set(terms(text, this.stopWords))));
    }
    return this.sentences.get(at);
  }
}
