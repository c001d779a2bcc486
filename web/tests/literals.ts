// Finds the words in a source file that a person would read or hear: what belongs into the catalogue, `src/text`.
import { parseSync } from "vite";

export interface Found {
  line: number;
  words: string;
}

interface Node {
  type: string;
  start: number;
  [field: string]: unknown;
}

/** What screen readers say or the screen shows, on any element. */
const SPOKEN_ATTRIBUTES = new Set(["aria-label", "aria-description", "aria-valuetext", "aria-roledescription", "alt", "title", "placeholder", "label", "content"]);
/** Fields and arguments of ours whose value is shown as it stands. */
const SPOKEN_FIELDS = new Set(["label", "text", "said", "title", "body", "none", "words"]);
const SPOKEN_CALLS = new Set(["showToast", "sayDone", "announce"]);
/** What is read by browsers, people who debug, and nobody else. */
const SILENT_CALLS = new Set(["closest", "querySelector", "querySelectorAll", "matches", "matchMedia", "follow", "includes", "startsWith", "endsWith", "error", "warn", "Error"]);
const SILENT_FIELDS = new Set(["keys", "key", "class", "href", "style", "transform", "aria-keyshortcuts"]);

const LETTER = /\p{L}/u;
/** A capitalised word, two words, or the marks of a sentence. */
const PROSE = /(^|[^\p{L}])\p{Lu}\p{Ll}+([^\p{L}-]|$)|\p{L}[,:]? \p{L}|\p{L}…|[.!?] $/u;

type Mood = "spoken" | "silent" | "unknown";

/** Every text of a source that a person would read or hear, in the order of the file. */
export function literals(file: string, source: string): Found[] {
  const { program, errors } = parseSync(file, source);
  if (errors.length > 0) throw new Error(`${file}: ${errors[0]?.message}`);
  const found: Found[] = [];
  const note = (node: Node, words: string, mood: Mood) => {
    if (mood === "silent" || !(mood === "spoken" ? LETTER : PROSE).test(words)) return;
    found.push({ line: source.slice(0, node.start).split("\n").length, words: words.trim().replace(/\s+/g, " ") });
  };
  walk(program as unknown as Node, "unknown", note);
  return found;
}

type Note = (node: Node, words: string, mood: Mood) => void;

function walk(node: Node, mood: Mood, note: Note): void {
  if (node.type === "JSXText") return note(node, String(node.value), mood === "silent" ? mood : "spoken");
  if (node.type === "Literal" && typeof node.value === "string") return note(node, node.value, mood);
  if (node.type === "TemplateElement") return note(node, (node.value as { cooked: string }).cooked, mood);
  for (const [field, value] of Object.entries(node)) {
    const inside = moodOf(node, field, mood);
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) walk(child, inside, note);
  }
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && typeof (value as Node).type === "string";

/** How the part of a node that stands in `field` reaches a person, if it does. */
function moodOf(node: Node, field: string, mood: Mood): Mood {
  const rule = RULES[node.type];
  return rule ? rule(node, field, mood) : mood;
}

const silent = (): Mood => "silent";
const test: Rule = (_node, field, mood) => (field === "test" ? "silent" : mood);

type Rule = (node: Node, field: string, mood: Mood) => Mood;

const RULES: Record<string, Rule> = {
  ImportDeclaration: silent,
  ImportExpression: silent,
  ExportAllDeclaration: silent,
  ExportNamedDeclaration: (_node, field, mood) => (field === "source" ? "silent" : mood),
  TSLiteralType: silent,
  TemplateLiteral: (_node, field, mood) => (field === "quasis" ? mood : "unknown"),
  ConditionalExpression: test,
  IfStatement: test,
  SwitchCase: test,
  BinaryExpression: (node, _field, mood) => (node.operator === "+" ? mood : "silent"),
  LogicalExpression: (node, field, mood) => (field === "left" && node.operator === "&&" ? "silent" : mood),
  MemberExpression: (_node, field) => (field === "property" ? "silent" : "unknown"),
  AssignmentExpression: (node) => (nameOf(node.left) === "name" ? "silent" : moodOfField(nameOf(node.left))),
  Property: (node, field) => (field === "key" ? "silent" : moodOfField(nameOf(node.key))),
  CallExpression: moodOfCall,
  NewExpression: moodOfCall,
  JSXOpeningElement: (node, field) => (field === "attributes" && /^[a-z]/.test(nameOf(node.name)) ? "silent" : "unknown"),
  JSXAttribute: (node, field, mood) => (field === "name" ? "silent" : moodOfAttribute(nameOf(node.name), mood)),
  JSXElement: (node, field) => (field === "children" ? moodOfChildren(nameOf((node.openingElement as Node).name)) : "unknown"),
  ArrowFunctionExpression: (_node, field, mood) => (field === "body" && mood !== "silent" ? mood : "unknown"),
  FunctionExpression: () => "unknown",
};

/** The caps of keys are no words. */
const moodOfChildren = (element: string): Mood => (element === "kbd" ? "silent" : "spoken");

function moodOfField(name: string): Mood {
  if (SILENT_FIELDS.has(name)) return "silent";
  return SPOKEN_FIELDS.has(name) ? "spoken" : "unknown";
}

function moodOfCall(node: Node, field: string): Mood {
  if (field !== "arguments") return "unknown";
  const called = nameOf(node.callee);
  if (SILENT_CALLS.has(called)) return "silent";
  return SPOKEN_CALLS.has(called) ? "spoken" : "unknown";
}

/** Attributes of elements mean something to the browser; those of components may be shown, and handlers may say anything. */
function moodOfAttribute(name: string, mood: Mood): Mood {
  if (SPOKEN_ATTRIBUTES.has(name) || SPOKEN_FIELDS.has(name)) return "spoken";
  return SILENT_FIELDS.has(name) ? "silent" : name.startsWith("on") ? "unknown" : mood;
}

function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "MemberExpression") return nameOf(node.property);
  return String(node.name ?? node.value ?? "");
}
