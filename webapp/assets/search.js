// Searches without a network: the rules of docs/search.md over the index that a saved town brings (webapp/search/pack.py).
// Loaded only when a person searches offline. The sections are those of docs/search.md; all numbers are whole numbers.

// --- 1. Fold ---

const ALIKE = { ß: "ss", ı: "i", ł: "l", đ: "d", ø: "o", æ: "a", œ: "o", ة: "ه", ى: "ي", "ـ": "" };
const ALIKE_LETTERS = /[ßıłđøæœةىـ]/g;
const MARKS = /(?=[\u0300-\u30ff])\p{M}/gu;
const INSIDE = /['’ʼ`´\u00ad\u200b-\u200d]/g;
const DOTTED = /([\p{L}\p{N}_])\.(?=[\p{L}\p{N}_](?![\p{L}\p{N}_]))/gu;
const ENDS_IN_LETTER = /[\p{L}\p{N}_]$/u;
const SPELLED_OUT = /(^|[^aeiouq])([aou])e/gu;
const WORD = /[\p{L}\p{N}]+/gu;
const ARTICLE = /^(?:[وبكف]?ال|لل)(?=...)/u;
const DIGIT = /\p{Nd}/u;
const FOREIGN_DIGITS = /(?![0-9])\p{Nd}/gu;
const MOST_TYPED = 200;

/** What a person typed without control and direction marks, at most 200 characters, to be shown again. */
export function cleaned(text) {
  return Array.from(text).slice(0, MOST_TYPED).join("").replace(/\p{C}/gu, "").trim().replace(/\s+/g, " ");
}

/** The words of a text in small letters without marks and with all spellings made alike. */
export function foldedWords(text) {
  const plain = alike(text.toLowerCase().replace(DOTTED, withoutDot).replace(INSIDE, ""));
  const bare = alike(plain.normalize("NFKD").replace(MARKS, (sign) => (isMark(sign) ? "" : sign)));
  const words = bare.replace(SPELLED_OUT, "$1$2").match(WORD) || [];
  return words.map((word) => word.replace(ARTICLE, "").replace(FOREIGN_DIGITS, plainDigit));
}

const alike = (text) => text.replace(ALIKE_LETTERS, (letter) => ALIKE[letter]);

// Looking behind by hand, because Safari 13 knows no lookbehind: a dot goes only after a letter that stands alone.
const withoutDot = (found, letter, at, text) => (ENDS_IN_LETTER.test(text.slice(0, at)) ? found : letter);

// Marks with a combining class, as Python takes them, are those that normalizing moves before one of class 240.
const isMark = (sign) => sign === "\u0345" || `\u0345${sign}`.normalize("NFD")[0] !== "\u0345";

/** The value of a digit: the digits of every script stand in a row of ten. */
function plainDigit(sign) {
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCodePoint(sign.codePointAt(0) - value - 1))) value++;
  return value;
}

// --- 2. Index ---

const TITLE = 100;
const WORDS = 90;
const SUMMARY = 40;
const SHARE = [100, 75, 60, 50];

const wordSet = (text) => new Set(text.split(" ").filter(Boolean));
const share = (value, percent) => Math.floor((value * percent) / 100);

/** Build the index of one language from a text for each entry: a line for its title, its summary and each of its words. */
function buildIndex({ entries, rarity }) {
  const phrases = entries.map(phrasesOf);
  const postings = new Map();
  phrases.forEach((ofEntry, entry) => {
    for (const { terms, weight } of ofEntry) {
      const ofTerm = share(weight, SHARE[Math.min(terms.length, SHARE.length) - 1]);
      for (const term of terms) {
        if (!postings.has(term)) postings.set(term, new Map());
        raise(postings.get(term), entry, ofTerm);
      }
    }
  });
  return { phrases, postings, terms: [...postings.keys()].sort(), pieces: null, rarity: (term) => rarity[postings.get(term).size - 1] };
}

function phrasesOf(text) {
  const phrases = text.split("\n").map((line, place) => ({ terms: [...wordSet(line)], weight: [TITLE, SUMMARY][place] || WORDS }));
  return phrases.filter((phrase) => phrase.terms.length);
}

/** Put a value into a map unless a higher one is there. */
function raise(map, key, value) {
  if (value > (map.get(key) || 0)) map.set(key, value);
}

/** The three-letter pieces of a term, its begin and end marked. */
function trigramsOf(term) {
  const marked = `^${term}$`;
  const pieces = new Set();
  for (let start = 0; start < marked.length - 2; start++) pieces.add(marked.slice(start, start + 3));
  return pieces;
}

/** The terms of an index by their pieces, built when the first typo is looked for. */
function termsByPiece(index) {
  if (index.pieces) return index.pieces;
  index.pieces = new Map();
  for (const term of index.terms) {
    for (const piece of trigramsOf(term)) {
      if (index.pieces.has(piece)) index.pieces.get(piece).push(term);
      else index.pieces.set(piece, [term]);
    }
  }
  return index.pieces;
}

// --- 3. Which terms a word means ---

const EXACT = 100;
const INFLECTED = 90;
const RELATED = 70;
const ENDING = 60;
const SURE = 85;
const PART_BOTH = 75;
const PART_HEAD = 50;
const PART_MODIFIER = 25;
const TYPO = [EXACT, 80, 60];
const LINKS = ["", "s", "n", "es", "en", "e", "er"];

/** For each index the terms that a word can mean, with their quality; typos and parts only where no index knows it. */
function matches(indexes, word) {
  const plain = indexes.map((index) => plainMatches(index, word));
  if (plain.some((found) => Math.max(0, ...found.values()) >= SURE)) return plain;
  return indexes.map((index, number) => {
    const typos = typoMatches(index, word);
    return new Map([...(typos.size ? typos : partMatches(index, word)), ...plain[number]]);
  });
}

function plainMatches(index, word) {
  const found = beginningMatches(index, word);
  if (word.length < 4) return found;
  for (const term of index.terms) {
    if (term.length >= word.length + 3 && term.endsWith(word) && !found.has(term)) found.set(term, ENDING);
  }
  return found;
}

function beginningMatches(index, word) {
  const found = new Map();
  const beginning = word.slice(0, Math.max(3, word.length - 4));
  for (let at = firstFrom(index.terms, beginning); at < index.terms.length && index.terms[at].startsWith(beginning); at++) {
    raise(found, index.terms[at], byBeginning(word, index.terms[at]));
  }
  if (index.postings.has(word)) found.set(word, EXACT);
  return found;
}

/** The place of the first of the sorted terms that is not before a text. */
function firstFrom(terms, text) {
  let low = 0;
  let high = terms.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (terms[middle] < text) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How well two words fit that begin alike; 0 when they do not. */
function byBeginning(word, term) {
  const common = commonLength(word, term);
  const left = Math.max(word.length, term.length) - common;
  if (common >= 4 && left <= 2) return INFLECTED;
  if (common === word.length && common >= 3) return 50 + Math.floor((40 * word.length) / term.length);
  return common >= 6 && left <= 3 ? RELATED : 0;
}

function commonLength(one, other) {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function typoMatches(index, word) {
  const most = typosAllowed(word);
  const found = new Map();
  if (!most) return found;
  const pieces = trigramsOf(word);
  // A typo changes at most four pieces: a term that shares fewer than the rest is too far off to be compared.
  const least = pieces.size - 4 * most;
  for (const [term, count] of sharedPieces(index, pieces)) {
    const limit = Math.min(most, typosAllowed(term));
    if (count >= least && Math.abs(term.length - word.length) <= most) {
      const distance = editDistance(word, term, limit);
      if (distance <= limit) found.set(term, TYPO[distance]);
    }
  }
  return found;
}

function sharedPieces(index, pieces) {
  const shared = new Map();
  for (const piece of pieces) {
    for (const term of termsByPiece(index).get(piece) || []) shared.set(term, (shared.get(term) || 0) + 1);
  }
  return shared;
}

const typosAllowed = (word) => (word.length <= 3 ? 0 : word.length <= 6 ? 1 : 2);

/** Letters changed, added, left out or swapped with their neighbour; anything above `most` is `most` + 1. */
function editDistance(one, other, most) {
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
    }
    if (Math.min(...row) > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[other.length], most + 1);
}

/** The terms that a compound is made of: both halves, or at least its last or its first part. */
function partMatches(index, word) {
  const best = new Map();
  for (let cut = 3; cut < word.length - 2; cut++) {
    const modifiers = withoutLink(word.slice(0, cut)).filter((part) => index.postings.has(part));
    const heads = headsOf(index, word.slice(cut));
    if (modifiers.length && heads.length) return new Map([...modifiers, ...heads].map((term) => [term, PART_BOTH]));
    for (const term of heads) raise(best, term, PART_HEAD);
    for (const term of modifiers) {
      if (term.length >= 4) raise(best, term, 10 * term.length >= 6 * word.length ? PART_HEAD : PART_MODIFIER);
    }
  }
  return best;
}

function headsOf(index, head) {
  if (head.length <= 3) return [];
  return [...beginningMatches(index, head)].filter(([, quality]) => quality >= INFLECTED).map(([term]) => term);
}

function withoutLink(modifier) {
  const linked = LINKS.filter((link) => modifier.endsWith(link) && modifier.length - link.length >= 3);
  return linked.map((link) => modifier.slice(0, modifier.length - link.length));
}

// --- 4. What was typed ---

const MOST_WORDS = 12;
const SHORTEST_PART = 3;
const IS_NUMBER = /^[0-9]+$/;

/** The words that count: no stop words, no numbers beside words, and two that are one word in an index joined. */
function queryWords(pack, typed) {
  let left = foldedWords(typed).filter((word) => !pack.stopWords.has(word));
  if (left.length > 1) {
    const telling = left.filter((word) => !IS_NUMBER.test(word) || isKnown(pack.indexes, word));
    if (telling.length) left = telling;
  }
  const words = new Set();
  for (let at = 0; at < left.length; at++) {
    const isJoined = at + 1 < left.length && belongTogether(pack.indexes, left[at], left[at + 1]);
    words.add(isJoined ? left[at] + left[++at] : left[at]);
  }
  return [...words].slice(0, MOST_WORDS);
}

const isKnown = (indexes, word) => indexes.some((index) => index.postings.has(word));

function belongTogether(indexes, one, other) {
  if (isKnown(indexes, one + other)) return true;
  if (isKnown(indexes, one) && isKnown(indexes, other)) return false;
  const longer = Math.max(one.length, other.length) + SHORTEST_PART;
  return indexes.some((index) => [...typoMatches(index, one + other).keys()].some((term) => term.length >= longer));
}

// --- 5. Score ---

const UNKNOWN = 420;
const OTHER_WORLD = 900;
const LEAST_COVER = [100, 50, 45, 28, 18, 15, 13, 12];
const LEAST_COVER_WHOLE = 30;
const LEAST_QUALITY = 50;
const FROM_BEST = 50;
const COVERED = 20;
const NOTHING = { score: 0, answered: 0, quality: 0, inWhole: false };

/** The words that counted, and the hits, best first. */
function search(pack, typed) {
  const words = queryWords(pack, typed);
  const fitsByWord = words.map((word) => matches(pack.indexes, word));
  const rarities = words.map((word, position) => rarityOf(pack, word, fitsByWord[position]));
  const rows = new Map();
  pack.indexes.forEach((index, number) => {
    const fits = fitsByWord.map((found) => found[number]);
    for (const [entry, gains] of gainsByEntry(index, fits, rarities)) {
      const row = rows.get(entry);
      rows.set(entry, row ? row.map((gain, position) => better(gain, gains[position])) : gains);
    }
  });
  const found = [...rows].map(([entry, row]) => hitOf(pack.entries[entry], row, words, rarities)).filter(Boolean);
  found.sort((one, other) => other.score - one.score || (one.entry < other.entry ? -1 : 1));
  return { words, hits: found.filter((hit) => hit.score * 100 >= found[0].score * FROM_BEST) };
}

/** How much a typed word tells: as much as the term that fits it best, or what an unknown word tells. */
function rarityOf(pack, word, fits) {
  let best = [0, UNKNOWN];
  pack.indexes.forEach((index, number) => {
    for (const [term, quality] of fits[number]) {
      const rarity = index.rarity(term);
      if (quality > best[0] || (quality === best[0] && rarity > best[1])) best = [quality, rarity];
    }
  });
  if (best[0] < EXACT && pack.otherWorlds.has(word)) return OTHER_WORLD;
  return best[0] >= LEAST_QUALITY ? best[1] : UNKNOWN;
}

/** What each typed word does for each entry of an index that has one of its terms. */
function gainsByEntry(index, fits, rarities) {
  const entries = new Set();
  const typed = new Set();
  for (const terms of fits) {
    for (const [term, quality] of terms) {
      for (const entry of index.postings.get(term).keys()) entries.add(entry);
      if (quality >= LEAST_QUALITY) typed.add(term);
    }
  }
  return [...entries].map((entry) => {
    const whole = wholeTerms(index.phrases[entry], typed);
    return [entry, fits.map((terms, position) => gainOf(index, entry, terms, whole, rarities[position]))];
  });
}

/** The terms of the phrases that were typed whole, with the weight that they have then. */
function wholeTerms(phrases, typed) {
  const whole = new Map();
  for (const { terms, weight } of phrases) {
    if (!terms.every((term) => typed.has(term))) continue;
    for (const term of terms) raise(whole, term, share(weight, 100 + COVERED * (terms.length - 1)));
  }
  return whole;
}

function gainOf(index, entry, terms, whole, mostRarity) {
  let best = NOTHING;
  for (const [term, quality] of terms) {
    const weight = index.postings.get(term).get(entry);
    if (!weight) continue;
    const rarity = Math.min(index.rarity(term), mostRarity);
    const points = (percent) => Math.floor((percent * quality * rarity) / 10000);
    // One word of a longer phrase answers less than a word that stands for itself.
    const answered = points(whole.has(term) ? 100 : Math.min(weight + 100 - WORDS, 100));
    best = better(best, { score: points(Math.max(weight, whole.get(term) || 0)), answered, quality, inWhole: whole.has(term) });
  }
  return best;
}

function better(one, other) {
  const more = other.score - one.score || other.answered - one.answered || other.quality - one.quality || other.inWhole - one.inWhole;
  return more > 0 ? other : one;
}

function hitOf(entry, row, words, rarities) {
  const cover = Math.floor((100 * sum(row.map((gain) => gain.answered))) / Math.max(sum(rarities), 1));
  const isWhole = row.some((gain) => gain.inWhole && gain.quality >= INFLECTED);
  const least = LEAST_COVER[Math.min(row.length, LEAST_COVER.length - 1)];
  const matched = words.filter((_, position) => row[position].quality >= LEAST_QUALITY);
  if (cover < (isWhole ? Math.min(least, LEAST_COVER_WHOLE) : least) || !matched.length) return null;
  return { entry, score: sum(row.map((gain) => gain.score)), cover, words: matched };
}

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

// --- 6. Around it ---

const EVENT = "leben/";
const MOST_HITS = 7;
const BESIDE_EMERGENCY = 60;
const NUMBER = /^(?:nummer|nr|no|number|numara|номер|numer|numar|رقم)? ?([0-9](?: ?[0-9]){0,2})$/;

/** Open the index of a saved town. `answer(typed)` says all that a typed text leads to. */
export function open(packed) {
  const pack = {
    ...packed,
    numberWords: wordSet(packed.number_words),
    stopWords: wordSet(packed.stop_words),
    otherWorlds: wordSet(packed.other_worlds),
    places: new Map(Object.entries(packed.places)),
    indexes: packed.indexes.map(buildIndex),
    signs: Object.entries(packed.signs).map(([language, emergencies]) => ({ language, ...readSigns(emergencies) })),
  };
  return { answer: (typed) => answer(pack, cleaned(typed)) };
}

/**
 * What a text leads to: `emergencies` as pairs of an id and the language of its signs, the `words` that counted, all
 * `hits`, the ids of `services` and `events` to show, a `number`, another `town` and what is the `rest` beside its name.
 */
function answer(pack, typed) {
  const words = foldedWords(typed);
  const emergencies = emergenciesIn(pack, words);
  const number = numberIn(pack, words);
  if (number !== null) {
    const services = pack.entries.filter((_, entry) => number && pack.numbers[entry] === number);
    return { emergencies, words, hits: [], services, events: [], number, town: null, rest: "" };
  }
  const [town, rest] = withoutPlace(pack, typed);
  const found = search(pack, rest);
  const hits = found.hits.filter((hit) => !emergencies.length || hit.cover >= BESIDE_EMERGENCY);
  const ids = hits.map((hit) => hit.entry);
  return {
    emergencies,
    words: found.words,
    hits,
    services: ids.filter((id) => !id.startsWith(EVENT)).slice(0, MOST_HITS),
    events: ids.filter((id) => id.startsWith(EVENT)).slice(0, 1).map((id) => id.slice(EVENT.length)),
    number,
    town: town === pack.town ? null : town,
    rest,
  };
}

/** The number of a service that was typed, also one that no service has; numbers that are words are none. */
function numberIn(pack, words) {
  const found = NUMBER.exec(words.join(" "));
  if (!found) return null;
  const number = Number(found[1].replace(/ /g, ""));
  return pack.numbers.includes(number) || !pack.numberWords.has(words[words.length - 1]) ? number : null;
}

/** A town that was named, and the text without its name. */
function withoutPlace(pack, typed) {
  const pieces = typed.split(" ");
  for (const length of [3, 2, 1]) {
    for (let start = 0; start <= pieces.length - length; start++) {
      const town = pack.places.get(foldedWords(pieces.slice(start, start + length).join(" ")).join(" "));
      if (town) return [town, [...pieces.slice(0, start), ...pieces.slice(start + length)].join(" ")];
    }
  }
  return [null, typed];
}

// --- 7. Emergencies ---

const LONG = 6;

/** Read the signs of a language. Each place of a sign has a number; options give the numbers of a word's places. */
function readSigns(emergencies) {
  const options = new Map();
  const forgiven = new Map();
  let places = 0;
  const place = (text, isForgiving) => {
    places++;
    for (const option of text.split("|")) {
      note(options, option, places);
      const word = option.replace(/\*$/, "");
      if (isForgiving && option[0] !== "*" && word.length >= LONG) note(ofLetter(forgiven, word[0]), option, places);
    }
    return places;
  };
  const signs = [];
  for (const { id, unless, signs: texts } of emergencies) {
    const calm = place(unless, false);
    for (const text of texts) {
      const parts = text.replace(/^=/, "").split(" ");
      const wanted = parts.filter((part) => part[0] !== "-").map((part) => place(part, true));
      const never = parts.filter((part) => part[0] === "-").map((part) => place(part.slice(1), false));
      signs.push({ id, wanted, never: [calm, ...never], isAlone: text[0] === "=" });
    }
  }
  return { signs, options, forgiven };
}

function note(options, option, place) {
  if (options.has(option)) options.get(option).push(place);
  else options.set(option, [place]);
}

function ofLetter(forgiven, letter) {
  if (!forgiven.has(letter)) forgiven.set(letter, new Map());
  return forgiven.get(letter);
}

/** The emergencies that the words show, with the language of their signs; the page's own is enough alone. */
function emergenciesIn(pack, words) {
  const found = new Map();
  for (const signs of pack.signs) {
    for (const id of shown(signs, words, pack.stopWords)) if (!found.has(id)) found.set(id, [signs.language]);
  }
  return [...found];
}

function shown({ signs, options, forgiven }, typed, stopWords) {
  const fits = typed.map((word) => placesOf(options, forgiven, word));
  const isThere = (place) => fits.some((places) => places.has(place));
  const isShown = ({ wanted, never, isAlone }) => {
    if (!wanted.every(isThere) || never.some(isThere)) return false;
    const left = withoutPlaces(wanted, typed, fits);
    return left !== null && (!isAlone || left.every((word) => stopWords.has(word)));
  };
  return signs.filter(isShown).map((sign) => sign.id);
}

/** The typed words that are left when each place has taken one of its own; null when there are too few. */
function withoutPlaces(wanted, typed, fits) {
  let left = typed.map((_, position) => position);
  for (const place of wanted) {
    const taken = left.find((position) => fits[position].has(place));
    if (taken === undefined) return null;
    left = left.filter((position) => position !== taken);
  }
  return left.map((position) => typed[position]);
}

/** The places that a typed word fits; one typo is forgiven in long options, but not in their first letter. */
function placesOf(options, forgiven, word) {
  const found = new Set(options.get(word));
  const add = (places) => places && places.forEach((place) => found.add(place));
  for (let cut = 1; cut <= word.length; cut++) {
    add(options.get(`${word.slice(0, cut)}*`));
    add(options.get(`*${word.slice(-cut)}`));
  }
  for (const [option, places] of forgiven.get(word[0]) || []) if (isNearly(word, option)) add(places);
  return found;
}

function isNearly(word, option) {
  if (!option.endsWith("*")) return isOneTypo(word, option);
  const wanted = option.slice(0, -1);
  const lengths = [wanted.length - 1, wanted.length, wanted.length + 1];
  return isOneTypo(word, wanted) || lengths.some((length) => length <= word.length && isOneTypo(word.slice(0, length), wanted));
}

/** True when two words differ by at most one letter changed, added, left out or swapped with its neighbour. */
function isOneTypo(one, other) {
  if (Math.abs(one.length - other.length) > 1) return false;
  const start = commonLength(one, other);
  const rest = one.slice(start);
  const wanted = other.slice(start);
  return (
    rest.slice(1) === wanted.slice(1) ||
    rest === wanted.slice(1) ||
    rest.slice(1) === wanted ||
    (rest.slice(2) === wanted.slice(2) && wanted.length > 1 && rest.slice(0, 2) === wanted[1] + wanted[0])
  );
}
