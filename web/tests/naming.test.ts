import { expect, test } from "vitest";
import { cleanName, mergesInto, placedAt } from "../src/naming/naming";

test("a name is taken without its sign; a tag has no blanks", () => {
  expect(cleanName("tag", " #to buy ")).toBe("to-buy");
  expect(cleanName("project", "@Move   house")).toBe("Move house");
});

test("a name that is there already, in any capitals, is a merge", () => {
  expect(mergesInto(["home", "House"], "home", "house")).toBe("House");
  expect(mergesInto(["home", "House"], "home", "HOME")).toBeNull();
  expect(mergesInto(["home"], "home", "garden")).toBeNull();
});

test("a project is put at another place, the others keep their order", () => {
  const list = ["Work", "Home", "Garden"].map((name) => ({ name }));
  expect(placedAt(list, "Garden", 0).map((one) => one.name)).toEqual(["Garden", "Work", "Home"]);
  expect(placedAt(list, "Work", 1).map((one) => one.name)).toEqual(["Home", "Work", "Garden"]);
  expect(placedAt(list, "Nobody", 1).map((one) => one.name)).toEqual(["Work", "Home", "Garden"]);
});
