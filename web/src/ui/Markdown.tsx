// Markdown as nodes: text never becomes markup, whatever a title or a model writes.
import "./markdown.css";
import { marked, type Token, type Tokens } from "marked";
import type { ComponentChildren } from "preact";
import { openTask } from "../model/route";
import { Icon } from "./icons";

export function Markdown({ text }: { text: string }) {
  return <>{marked.lexer(text, { gfm: true, breaks: true }).map(block)}</>;
}

function block(token: Token, key: number): ComponentChildren {
  switch (token.type) {
    case "paragraph":
      return <p key={key}>{inline(token.tokens)}</p>;
    case "heading":
      return (
        <p key={key}>
          <b>{inline(token.tokens)}</b>
        </p>
      );
    case "list":
      return list(token as Tokens.List, key);
    case "code":
      return (
        <pre key={key}>
          <code>{token.text}</code>
        </pre>
      );
    case "blockquote":
      return <blockquote key={key}>{(token.tokens ?? []).map(block)}</blockquote>;
    case "table":
      return table(token as Tokens.Table, key);
    case "hr":
      return <hr key={key} />;
    case "space":
    case "def":
      return null;
    // HTML is shown as it was written.
    default:
      return "tokens" in token && token.tokens ? <span key={key}>{inline(token.tokens)}</span> : token.raw;
  }
}

function list(token: Tokens.List, key: number): ComponentChildren {
  const items = token.items.map((item, at) => <li key={at}>{item.tokens.map((one, n) => (one.type === "text" ? <span key={n}>{"tokens" in one ? inline(one.tokens) : one.raw}</span> : block(one, n)))}</li>);
  return token.ordered ? (
    <ol key={key} start={token.start === "" ? 1 : token.start}>
      {items}
    </ol>
  ) : (
    <ul key={key}>{items}</ul>
  );
}

function table(token: Tokens.Table, key: number): ComponentChildren {
  return (
    <table key={key}>
      <thead>
        <tr>
          {token.header.map((cell, at) => (
            <th key={at}>{inline(cell.tokens)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {token.rows.map((row, at) => (
          <tr key={at}>
            {row.map((cell, n) => (
              <td key={n}>{inline(cell.tokens)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function inline(tokens: readonly Token[] = []): ComponentChildren[] {
  return tokens.map((token, key) => {
    switch (token.type) {
      case "strong":
        return <b key={key}>{inline(token.tokens)}</b>;
      case "em":
        return <i key={key}>{inline(token.tokens)}</i>;
      case "del":
        return <s key={key}>{inline(token.tokens)}</s>;
      case "codespan":
        return <code key={key}>{unescaped(token.text as string)}</code>;
      case "br":
        return <br key={key} />;
      case "link":
        return link(token as Tokens.Link, key);
      // A picture would fetch from anywhere: only its words are shown.
      case "image":
        return unescaped(token.text as string);
      case "text":
        return "tokens" in token && token.tokens ? inline(token.tokens) : signs(unescaped(token.text as string));
      case "escape":
        return token.text as string;
      default:
        return token.raw;
    }
  });
}

function link(token: Tokens.Link, key: number): ComponentChildren {
  const safe = /^(https?:|mailto:)/i.test(token.href);
  return safe ? (
    <a key={key} class="link" href={token.href} target="_blank" rel="noopener noreferrer">
      {inline(token.tokens)}
    </a>
  ) : (
    <span key={key}>{inline(token.tokens)}</span>
  );
}

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
const unescaped = (text: string) => text.replace(/&(lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);

/** `#131` opens that task; the signs of repeats and reminders are drawn, whatever the fonts lack. */
function signs(text: string): ComponentChildren[] {
  return text.split(/(#\d+\b|[↻⏰]\ufe0f?)/).map((piece, at) => {
    if (/^[↻⏰]/.test(piece)) return <Icon key={at} name={piece.startsWith("↻") ? "repeat" : "bell"} />;
    return /^#\d+$/.test(piece) ? <Numbered key={at} number={Number(piece.slice(1))} /> : piece;
  });
}

function Numbered({ number }: { number: number }) {
  return (
    <a
      class="link"
      href={`/task/${number}`}
      onClick={(event) => {
        event.preventDefault();
        openTask(number);
      }}
    >
      #{number}
    </a>
  );
}
