import { body } from "./page";

type Table = { [name: string]: string | Table };

const table = JSON.parse(body.dataset["strings"] ?? "{}") as Table;
const french = document.documentElement.lang === "fr";

/** The words of a dotted key, with what is filled in; of a table of plurals, those for `n`. */
export function words(key: string, values: Record<string, string | number> = {}): string {
  let found: string | Table | undefined = table;
  for (const part of key.split(".")) found = typeof found === "object" ? found[part] : undefined;
  if (typeof found === "object" && typeof values["n"] === "number") {
    const n = Math.abs(values["n"]);
    found = found[(french ? n < 2 : n === 1) ? "one" : "other"];
  }
  if (typeof found !== "string") return key.split(".").pop() ?? key;
  return found.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** The words that scripts alone say. */
export function say(key: string, values: Record<string, string | number> = {}): string {
  return words(`script.${key}`, values);
}
