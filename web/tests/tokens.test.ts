import { expect, test } from "vitest";
import { tokenWords, type Token } from "../src/settings/Tokens";

const token: Token = { id: "a", name: "backup", scopes: ["tasks:read"], state: "live", expires_at: "2027-02-26", used_at: null };
const day = (instant: string) => `<${instant}>`;

test("a token says what it may do, until when, and when it was used", () => {
  expect(tokenWords(token, day)).toBe("may read · until <2027-02-26> · never used");
  const used = { ...token, scopes: ["tasks:read", "tasks:write"], used_at: "2026-11-28" };
  expect(tokenWords(used, day)).toBe("may read and change · until <2027-02-26> · last used <2026-11-28>");
});
