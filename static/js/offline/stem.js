/** The stem of an English word by the Snowball rules: the same, letter for letter, as the server's. */

const VOWELS = "aeiouy";
const STEP_0 = ["'s'", "'s", "'"];
const STEP_1A = ["sses", "ied", "ies", "us", "ss", "s"];
const STEP_1B = ["eedly", "ingly", "edly", "eed", "ing", "ed"];
const DOUBLE = /(bb|dd|ff|gg|mm|nn|pp|rr|tt)$/;
const STEP_2 = [
  "ization", "ational", "fulness", "ousness", "iveness", "tional", "biliti", "lessli", "entli", "ation", "alism",
  "aliti", "ousli", "iviti", "fulli", "enci", "anci", "abli", "izer", "ator", "alli", "bli", "ogi", "li",
];
const STEP_3 = ["ational", "tional", "alize", "icate", "iciti", "ative", "ical", "ness", "ful"];
const STEP_4 = [
  "ement", "ance", "ence", "able", "ible", "ment", "ant", "ent", "ism", "ate", "iti", "ous", "ive", "ize", "ion", "al",
  "er", "ic",
];
// What a suffix becomes: [its new ending, what is left of the second region when it is too short].
const REPLACED_2 = {
  izer: ["ize"], ization: ["ize"], ational: ["ate", "e"], ation: ["ate", "e"], ator: ["ate", "e"], alism: ["al"],
  aliti: ["al"], alli: ["al"], ousli: ["ous"],
  ousness: ["ous"], iveness: ["ive", "e"], iviti: ["ive", "e"], biliti: ["ble"], bli: ["ble"],
};
const CUT_2 = { tional: 2, entli: 2, fulness: 4, fulli: 2, lessli: 2 };
const SPECIAL = new Map(Object.entries({
  skis: "ski", skies: "sky", dying: "die", lying: "lie", tying: "tie", idly: "idl", gently: "gentl", ugly: "ugli",
  early: "earli", only: "onli", singly: "singl",
}));
for (const word of ["sky", "news", "howe", "atlas", "cosmos", "bias", "andes"]) SPECIAL.set(word, word);
for (const word of ["inning", "outing", "canning", "herring", "earring"]) SPECIAL.set(word, word).set(`${word}s`, word);
for (const word of ["proceed", "exceed", "succeed"]) {
  for (const end of ["", "s", "ed", "ing"]) SPECIAL.set(word + end, word);
}

// Things of their own, as in the server's OWN_STEMS: who looks for boxing or parking wants no box and no park.
const OWN_THINGS = [
  "parking", "training", "boxing", "rowing", "lighting", "fishing", "racing", "hearing", "housing", "wedding", "evening",
  "booking", "traveller", "treasurer", "memorial", "mobility", "hospitality", "probation", "probate", "personal", "organic",
  "compassion", "important", "excellent", "quite", "several", "willing", "careful", "nativity",
];
for (const word of OWN_THINGS) SPECIAL.set(word, word).set(`${word}s`, word);
const OWN_STEMS = {
  booked: "booking", trained: "training", carefully: "careful", improv: "improvis", business: "business",
  businesses: "business", university: "university", universities: "university", witness: "witness", witnesses: "witness",
};
for (const [word, own] of Object.entries(OWN_STEMS)) SPECIAL.set(word, own);

const known = new Map();

/**
 * The stem of a word that is folded already.
 * @param {string} word
 * @returns {string}
 */
export function stem(word) {
  let found = known.get(word);
  if (found === undefined) {
    found = SPECIAL.get(word) ?? new Word(word).stem();
    known.set(word, found);
  }
  return found;
}

const isVowel = (letter) => letter !== undefined && letter !== "" && VOWELS.includes(letter);

/** What follows the first consonant behind a vowel. */
function region(text) {
  for (let i = 1; i < text.length; i++) {
    if (!isVowel(text[i]) && isVowel(text[i - 1])) return text.slice(i + 1);
  }
  return "";
}

class Word {
  constructor(word) {
    this.word = word.replace(/^'/, "").replace(/^y/, "Y");
    for (let i = 1; i < this.word.length; i++) {
      if (isVowel(this.word[i - 1]) && this.word[i] === "y") {
        this.word = `${this.word.slice(0, i)}Y${this.word.slice(i + 1)}`;
      }
    }
    const begun = /^(gener|commun|arsen)/.exec(this.word);
    this.r1 = begun ? this.word.slice(begun[0].length) : region(this.word);
    this.r2 = region(this.r1);
  }

  stem() {
    const first = this.ending(STEP_0);
    if (first) this.cut(first.length);
    this.plural();
    this.past();
    this.finalY();
    this.second();
    this.third();
    this.fourth();
    this.fifth();
    return this.word.replaceAll("Y", "y");
  }

  ending(suffixes) {
    return suffixes.find((suffix) => this.word.endsWith(suffix));
  }

  cut(letters) {
    for (const part of ["word", "r1", "r2"]) this[part] = this[part].slice(0, -letters);
  }

  replace(suffix, end, short = "") {
    const size = suffix.length;
    this.word = this.word.slice(0, -size) + end;
    this.r1 = this.r1.length >= size ? this.r1.slice(0, -size) + end : "";
    this.r2 = this.r2.length >= size ? this.r2.slice(0, -size) + end : short;
  }

  plural() {
    const suffix = this.ending(STEP_1A);
    if (suffix === "sses") this.cut(2);
    else if (suffix === "ied" || suffix === "ies") this.cut(this.word.length > 4 ? 2 : 1);
    else if (suffix === "s" && [...this.word.slice(0, -2)].some(isVowel)) this.cut(1);
  }

  past() {
    const suffix = this.ending(STEP_1B);
    if (!suffix) return;
    if (suffix.startsWith("eed")) {
      if (this.r1.endsWith(suffix)) this.replace(suffix, "ee");
      return;
    }
    if (![...this.word.slice(0, -suffix.length)].some(isVowel)) return;
    this.cut(suffix.length);
    if (/(at|bl|iz)$/.test(this.word)) {
      this.word += "e";
      this.r1 += "e";
      if (this.word.length > 5 || this.r1.length >= 3) this.r2 += "e";
    } else if (DOUBLE.test(this.word)) this.cut(1);
    else if (this.r1 === "" && this.isShort()) {
      this.word += "e";
      if (this.r2) this.r2 += "e";
    }
  }

  isShort() {
    const [third, second, last] = [this.word.at(-3), this.word.at(-2), this.word.at(-1)];
    if (this.word.length === 2) return isVowel(second) && !isVowel(last);
    return this.word.length >= 3 && !isVowel(last) && !"wxY".includes(last) && isVowel(second) && !isVowel(third);
  }

  finalY() {
    if (this.word.length > 2 && /[yY]$/.test(this.word) && !isVowel(this.word.at(-2))) this.replace("y", "i");
  }

  second() {
    const suffix = this.ending(STEP_2);
    if (!suffix || !this.r1.endsWith(suffix)) return;
    if (suffix in CUT_2) this.cut(CUT_2[suffix]);
    else if (["enci", "anci", "abli"].includes(suffix)) this.replace("i", "e");
    else if (suffix in REPLACED_2) this.replace(suffix, ...REPLACED_2[suffix]);
    else if (suffix === "ogi" && this.word.at(-4) === "l") this.cut(1);
    else if (suffix === "li" && "cdeghkmnrt".includes(this.word.at(-3))) this.cut(2);
  }

  third() {
    const suffix = this.ending(STEP_3);
    if (!suffix || !this.r1.endsWith(suffix)) return;
    if (suffix === "tional") this.cut(2);
    else if (suffix === "ational") this.replace(suffix, "ate");
    else if (suffix === "alize") this.cut(3);
    else if (["icate", "iciti", "ical"].includes(suffix)) this.replace(suffix, "ic");
    else if (suffix !== "ative" || this.r2.endsWith(suffix)) this.cut(suffix.length);
  }

  fourth() {
    const suffix = this.ending(STEP_4);
    if (!suffix || !this.r2.endsWith(suffix)) return;
    if (suffix !== "ion" || "st".includes(this.word.at(-4))) this.cut(suffix.length);
  }

  fifth() {
    const [fourth, third, second] = [this.word.at(-4), this.word.at(-3), this.word.at(-2)];
    if (this.r2.endsWith("l") && second === "l") this.word = this.word.slice(0, -1);
    else if (this.r2.endsWith("e")) this.word = this.word.slice(0, -1);
    else if (this.r1.endsWith("e") && this.word.length >= 4) {
      const keeps = !(isVowel(second) || "wxY".includes(second) || !isVowel(third) || isVowel(fourth));
      if (!keeps) this.word = this.word.slice(0, -1);
    }
  }
}
