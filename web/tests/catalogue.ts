// What stands in the catalogue, who reads it, and what it says twice.
import { parseSync, Visitor, type ESTree } from "vite";

export interface Entry {
  /** `sheet.title`: module and name. */
  id: string;
  /** What it says, with `{}` for values; empty when it is more than one text, or no more than a word beside a value. */
  says: string;
  /** Names of its own module that it reads. */
  reads: readonly string[];
}

const nameOfModule = (path: string) => path.replace(/\.ts$/, "").split("/").at(-1) ?? "";

/** The exported constants of a module of the catalogue. */
export function entries(file: string, source: string): Entry[] {
  const found: Entry[] = [];
  new Visitor({
    ExportNamedDeclaration({ declaration }) {
      if (declaration?.type !== "VariableDeclaration") return;
      for (const { id, init } of declaration.declarations) {
        if (id.type === "Identifier") found.push({ id: `${nameOfModule(file)}.${id.name}`, says: saysOf(init), reads: namesIn(init, new Set()) });
      }
    },
  }).visit(parseSync(file, source).program);
  return found;
}

function saysOf(value: ESTree.Expression | null): string {
  if (value?.type === "Literal" && typeof value.value === "string") return value.value;
  if (value?.type !== "ArrowFunctionExpression" || value.body.type !== "TemplateLiteral") return "";
  const words = value.body.quasis.map(({ value: { cooked } }) => cooked).join("{}");
  return (words.match(/\p{L}+/gu)?.length ?? 0) > 1 ? words : "";
}

type Node = { type: string } & Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

/** Names that are read in an expression and not given to it; `given`: parameters around it. */
function namesIn(part: unknown, given: ReadonlySet<string>): string[] {
  if (Array.isArray(part)) return part.flatMap((one) => namesIn(one, given));
  if (!isNode(part)) return [];
  if (part.type === "Identifier") return given.has(String(part.name)) ? [] : [String(part.name)];
  if (part.type === "MemberExpression" && !part.computed) return namesIn(part.object, given);
  if (part.type === "Property" && !part.computed) return namesIn(part.value, given);
  const inside = part.type === "ArrowFunctionExpression" ? new Set([...given, ...namesIn(part.params, new Set())]) : given;
  return Object.values(part).flatMap((value) => namesIn(value, inside));
}

/** The entries that a module reads: `say.title`, or an imported name. */
export function reads(file: string, source: string): string[] {
  const spaces = new Map<string, string>();
  const found: string[] = [];
  new Visitor({
    ImportDeclaration({ source: from, specifiers }) {
      const [module] = /(?<=(^|\/)text\/|^\.\/)[\w-]+(?=(\.ts)?$)/.exec(from.value) ?? [];
      for (const one of module ? specifiers : []) {
        if (one.type === "ImportNamespaceSpecifier") spaces.set(one.local.name, module ?? "");
        else if (one.type === "ImportSpecifier" && one.imported.type === "Identifier") found.push(`${module}.${one.imported.name}`);
      }
    },
    MemberExpression({ object, property, computed }) {
      const module = object.type === "Identifier" && !computed ? spaces.get(object.name) : undefined;
      if (module && property.type === "Identifier") found.push(`${module}.${property.name}`);
    },
  }).visit(parseSync(file, source).program);
  const own = file.startsWith("text/") ? entries(file, source) : [];
  const module = nameOfModule(file);
  return [...found, ...own.flatMap((entry) => entry.reads.map((name) => `${module}.${name}`).filter((id) => id !== entry.id && own.some((one) => one.id === id)))];
}

/** Pairs of entries that say the same. */
export function duplicates(all: readonly Entry[]): string[] {
  const first = new Map<string, string>();
  return all.flatMap(({ id, says }) => {
    if (!/\p{L}/u.test(says)) return [];
    const before = first.get(says);
    first.set(says, before ?? id);
    return before ? [`${before} = ${id}`] : [];
  });
}
