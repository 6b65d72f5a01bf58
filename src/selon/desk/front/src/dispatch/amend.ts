import { all, make, one } from "../lib/page";
import { say, words } from "../lib/strings";
import { toast } from "../lib/toast";
import type { Amend, Place16 } from "../lib/views";
import { judge } from "./judge";
import { spanPicker } from "./span";

type Span = [number, number];
interface Control {
  node: HTMLElement;
  first: HTMLElement;
  /** What it holds now; undefined where that makes no value. */
  value(): unknown;
  close?(): void;
}

/** Open the editor of a field in its place. */
export function amend(field: HTMLElement): void {
  const card = field.closest<HTMLElement>(".card");
  const told = field.dataset["amend"];
  if (!card || !told || field.classList.contains("editing")) return;
  const how = JSON.parse(told) as Amend;
  const places = JSON.parse(field.dataset["places"] ?? "[]") as Place16[];
  // Saving one renews the card, and what stands in another editor would be lost unsaid.
  one<HTMLButtonElement>(".editor .cancel", card)?.click();
  const control = controlOf(how, card, places);
  const save = make("button", { type: "submit", class: "primary" }, say("save"));
  const cancel = make("button", { type: "button", class: "cancel" }, say("cancel"));
  const form = make("form", { class: "editor" }, control.node, make("div", { class: "row" }, save, cancel));
  const close = (): void => {
    control.close?.();
    form.remove();
    field.classList.remove("editing");
    one(".value", field)?.focus({ preventScroll: true });
    field.dispatchEvent(new CustomEvent("resized", { bubbles: true }));
  };
  cancel.addEventListener("click", close);
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.stopPropagation();
      close();
    }
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const value = control.value();
    if (value === undefined) {
      toast(say("no_change"));
      return;
    }
    control.close?.();
    void judge(card, "amend", { [how.name]: value });
  });
  field.classList.add("editing");
  one("dd", field)?.append(form);
  control.first.focus({ preventScroll: true });
  field.dispatchEvent(new CustomEvent("resized", { bubbles: true }));
}

function controlOf(how: Amend, card: HTMLElement, places: Place16[]): Control {
  switch (how.control) {
    case "choice":
      return choice(how, how.name === "type" ? "types" : "statuses");
    case "flag":
      return flag(how);
    case "span":
      return span(how, card);
    case "days":
      return days(how);
    case "quantity":
      return quantity(how, card, places);
    case "source":
      return source(how, card);
    case "places":
      return placesOf(how, card);
  }
}

function labelled(text: string, control: HTMLElement): HTMLLabelElement {
  return make("label", {}, text, control);
}

function select(values: [string, string][], chosen: string): HTMLSelectElement {
  const made = make("select");
  for (const [value, said] of values) {
    const option = make("option", { value }, said);
    option.selected = value === chosen;
    made.append(option);
  }
  return made;
}

function choice(how: Amend, group: string): Control {
  const values = how.choices.map((c): [string, string] => [c.value, words(`${group}.${c.value}`)]);
  const node = select(values, String(how.value));
  node.setAttribute("aria-label", words(`fields.${how.name}`));
  return { node, first: node, value: () => node.value };
}

function flag(how: Amend): Control {
  const node = select(
    [
      ["yes", say("yes")],
      ["no", say("no")],
    ],
    how.value ? "yes" : "no",
  );
  node.setAttribute("aria-label", words(`fields.${how.name}`));
  return { node, first: node, value: () => node.value === "yes" };
}

function spanOf(value: unknown): Span | null {
  const raw = Array.isArray(value) ? value : (value as { span?: unknown } | null)?.span;
  return Array.isArray(raw) && typeof raw[0] === "number" && typeof raw[1] === "number" ? [raw[0], raw[1]] : null;
}

function span(how: Amend, card: HTMLElement): Control {
  const picker = spanPicker(card, spanOf(how.value), words(`fields.${how.name}`));
  return { node: picker.node, first: picker.first, value: () => picker.span(), close: picker.close };
}

function days(how: Amend): Control {
  const [from, to] = Array.isArray(how.value) ? (how.value as (string | null)[]) : [null, null];
  const first = make("input", { type: "date", value: from ?? "" });
  const last = make("input", { type: "date", value: to ?? "" });
  const node = make("div", { class: "row" }, labelled(say("first_day"), first), labelled(say("last_day"), last));
  const value = (): unknown => (first.value || last.value ? [first.value || null, last.value || null] : null);
  return { node, first, value };
}

function numberIn(input: HTMLInputElement): number | null {
  return input.value === "" ? null : Number(input.value);
}

function quantity(how: Amend, card: HTMLElement, places: Place16[]): Control {
  const old = (how.value ?? {}) as Record<string, unknown>;
  const low = make("input", { type: "number", step: "any", value: String(old["low"] ?? "") });
  const high = make("input", { type: "number", step: "any", value: String(old["high"] ?? "") });
  const unit = make("input", { type: "text", value: String(old["unit"] ?? "") });
  const at = spanOf(old) ?? (places[0] ? ([places[0].start, places[0].end] as Span) : null);
  const picker = spanPicker(card, at, words("fields.quantity"));
  const node = make(
    "div",
    {},
    make(
      "div",
      { class: "row" },
      labelled(say("low"), low),
      labelled(say("high"), high),
      labelled(say("unit"), unit),
    ),
    picker.node,
  );
  const value = (): unknown => {
    const found = picker.span();
    if (low.value === "" && high.value === "") return null;
    return found ? { ...old, span: found, low: numberIn(low), high: numberIn(high), unit: unit.value || null } : undefined;
  };
  return { node, first: low, value, close: picker.close };
}

function source(how: Amend, card: HTMLElement): Control {
  const old = (how.value ?? {}) as Record<string, unknown>;
  const kinds = how.choices.map((c): [string, string] => [c.value, words(`kinds.${c.value}`)]);
  const kind = select(kinds, String(old["kind"]));
  const count = make("input", { type: "number", min: "1", step: "1", value: String(old["count"] ?? "") });
  const picker = spanPicker(card, spanOf(old), words("fields.source"));
  const node = make(
    "div",
    {},
    make("div", { class: "row" }, labelled(say("source_kind"), kind), labelled(say("count"), count)),
    picker.node,
  );
  const value = (): unknown => {
    const narrator = kind.value === "narrator";
    const found = narrator ? null : picker.span();
    if (!narrator && !found) return undefined;
    return { kind: kind.value, span: found, count: narrator ? null : numberIn(count) };
  };
  return { node, first: kind, value, close: picker.close };
}

function placesOf(how: Amend, card: HTMLElement): Control {
  const old = (Array.isArray(how.value) ? how.value : []) as Record<string, unknown>[];
  const list = make("div");
  const rows: { node: HTMLElement; value(): unknown; close(): void }[] = [];
  const roles = ["at", "from", "to", "via"].map((r): [string, string] => [r, words(`place_roles.${r}`)]);
  const addRow = (was: Record<string, unknown> | null): HTMLElement => {
    const role = select(roles, String(was?.["role"] ?? "at"));
    const picker = spanPicker(card, spanOf(was), words("fields.places"));
    const remove = make("button", { type: "button" }, say("remove"));
    const node = make("div", {}, make("div", { class: "row" }, labelled(say("place_role"), role), remove), picker.node);
    const row = {
      node,
      value: (): unknown => {
        const found = picker.span();
        if (!found) return null;
        const before = spanOf(was);
        const same = before !== null && before[0] === found[0] && before[1] === found[1];
        return { ...(same ? was : {}), span: found, role: role.value };
      },
      close: picker.close,
    };
    remove.addEventListener("click", () => {
      row.close();
      node.remove();
      rows.splice(rows.indexOf(row), 1);
    });
    rows.push(row);
    list.append(node);
    return role;
  };
  for (const was of old) addRow(was);
  const more = make("button", { type: "button" }, say("add_place"));
  more.addEventListener("click", () => addRow(null).focus());
  const node = make("div", {}, list, more);
  return {
    node,
    first: all<HTMLElement>("select", list)[0] ?? more,
    value: () => rows.map((row) => row.value()).filter((value) => value !== null),
    close: () => rows.forEach((row) => row.close()),
  };
}
