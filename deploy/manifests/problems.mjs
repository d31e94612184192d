// What is wrong with objects that are applied together, a line each. Those that are malformed are not looked at
// further.
import { nameOf } from "./read.mjs";
import { referenceProblems } from "./references.mjs";
import { restrictedProblems } from "./restricted.mjs";
import { schemaProblems } from "./schema.mjs";

export async function problemsOf(objects, given) {
  const malformed = await Promise.all(objects.map(async (object) => (await schemaProblems(object)).map(at(object))));
  if (malformed.flat().length > 0) return malformed.flat();
  const unsafe = objects.flatMap((object) => restrictedProblems(object).map(at(object)));
  return [...unsafe, ...referenceProblems(objects, given)];
}

const at = (object) => (problem) => `${nameOf(object)}: ${problem}`;
