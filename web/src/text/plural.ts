// Which form of a word goes with a count: the rules of the language the catalogue is written in.

/** The language of all texts here; dates and counts follow it. */
export const LANGUAGE = "en";

const RULES = new Intl.PluralRules(LANGUAGE);

/** A word by the plural classes of Unicode; those a language does not have are left out. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The form of the word that goes with `count`, without the count. */
export const plural = (count: number, forms: Forms) => forms[RULES.select(count)] ?? forms.other;

/** `1 task`, `3 tasks` */
export const counted = (count: number, forms: Forms) => `${count} ${plural(count, forms)}`;
