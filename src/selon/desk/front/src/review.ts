import { bindCards, open } from "./dispatch/cards";
import { amend } from "./dispatch/amend";
import { cardOf, judge, undoLast, type Verdict } from "./dispatch/judge";
import { send } from "./lib/api";
import { inTurn, key } from "./lib/keys";
import { all, body, make, mayReview, one, reveal } from "./lib/page";
import { say, words } from "./lib/strings";
import { complain, toast } from "./lib/toast";
import type { Decision } from "./lib/views";

const queue = one("#queue");
const bulk = one<HTMLFormElement>("#bulk");
/** What `z` takes back, the last at the end. */
const done: (() => Promise<void>)[] = [];

function items(): HTMLElement[] {
  return all("#queue > .item");
}

function current(): HTMLElement | null {
  return one("#queue > .item.current");
}

function cardIn(item: HTMLElement | null): HTMLElement | null {
  const active = document.activeElement?.closest<HTMLElement>(".card");
  if (active && item?.contains(active)) return active;
  return item ? one(".card", item) : null;
}

let remembering = 0;

/** Make an item the current one; the server remembers it, to go on there. */
function enter(item: HTMLElement | null, focus: boolean): void {
  if (!item) return;
  for (const other of items()) other.classList.toggle("current", other === item);
  open(one(".card", item));
  if (focus) {
    item.focus({ preventScroll: true });
    reveal(item, "start");
  }
  clearTimeout(remembering);
  remembering = window.setTimeout(() => {
    const place = { screen: "review", kind: queue?.dataset["kind"] ?? "", item: item.dataset["item"] ?? "" };
    send("PUT", "/api/v1/position", place).catch(() => undefined);
  }, 200);
}

function step(by: number): void {
  const found = items();
  const now = current();
  enter(found[now ? Math.max(0, Math.min(found.length - 1, found.indexOf(now) + by)) : 0] ?? null, true);
}

async function give(verdict: Verdict): Promise<void> {
  const item = current();
  const card = cardIn(item);
  const id = card?.dataset["claim"];
  if (!item || !card || !id || !(await judge(card, verdict))) return;
  item.classList.add("judged");
  done.push(async () => {
    await undoLast(cardOf(id));
    item.classList.remove("judged");
    enter(item, true);
  });
  step(1);
}

/** Decide on one pair, or two passages: one happening or two. */
async function rule(item: HTMLElement | null, ruling: string): Promise<void> {
  const form = item ? one<HTMLFormElement>(`form.join[data-verdict="${ruling}"]`, item) : null;
  if (!item || !form) return;
  try {
    const made = await send<Decision>("POST", "/api/v1/groupings", { ruling, items: [pair(item)] });
    ruled(made.id, ruling, [item]);
    if (item === current()) step(1);
  } catch (error) {
    complain(error);
  }
}

/** The claims of the two passages of an item. */
function pair(item: HTMLElement): { claims: string[] } {
  return { claims: all(".card", item).map((card) => card.dataset["claim"] ?? "") };
}

function ruled(id: string, ruling: string, some: HTMLElement[]): void {
  former();
  const mark = (on: boolean): void => {
    for (const item of some) {
      item.classList.toggle("judged", on);
      const box = one<HTMLInputElement>("input[name=items]", item);
      if (box) box.checked = false;
      for (const button of all<HTMLButtonElement>("form.join button", item)) button.disabled = on;
    }
    count();
  };
  mark(true);
  const undo = async (): Promise<void> => {
    try {
      await send("POST", `/api/v1/decisions/${id}/undo`);
      mark(false);
      if (some[0]) enter(some[0], true);
      toast(say("undone"), undefined, false, "verdict");
    } catch (error) {
      complain(error);
    }
  };
  done.push(undo);
  const verdict = words(`verdicts.${ruling === "merge" ? "together" : "apart"}`);
  const act = (): void => {
    done.splice(done.indexOf(undo), 1);
    void undo();
  };
  toast(say("grouped", { verdict, n: some.length }), { label: say("undo"), act }, false, "verdict");
}

function count(): void {
  const n = all<HTMLInputElement>("#queue input[name=items]:checked").length;
  const output = one("#chosen");
  if (output) output.textContent = say("chosen", { n });
  for (const button of all<HTMLButtonElement>("#bulk button")) button.disabled = !n;
}

/** A decision on many: looked at first, made in one step, taken back in one. */
async function decide(verdict: string): Promise<void> {
  const boxes = all<HTMLInputElement>("#queue input[name=items]:checked");
  const some = boxes.map((box) => box.closest<HTMLElement>(".item")).filter((item) => item !== null);
  const grouping = verdict === "merge" || verdict === "split";
  const claims = some.map((item) => item.dataset["claim"] ?? "");
  const asked = claims.map((claim) => ({ claim, seen: cardOf(claim)?.dataset["seen"] ?? "-" }));
  const dialog = one<HTMLDialogElement>("#preview");
  if (!dialog || !asked.length) {
    toast(say("no_change"));
    return;
  }
  const pairs = { ruling: verdict, items: some.map(pair) };
  try {
    const seen = grouping
      ? await send<Decision>("POST", "/api/v1/groupings/preview", pairs)
      : await send<Decision>("POST", "/api/v1/decisions/preview", { verdict, items: asked });
    const changes = one(".changes", dialog);
    changes?.replaceChildren(
      make(
        "ul",
        {},
        ...seen.changes.map((c) =>
          make(
            "li",
            {},
            make("bdi", {}, c.said),
            make("br"),
            c.conflict
              ? make("strong", { class: "conflict" }, say("stays", { by: c.by }))
              : `${words(`verdicts.${c.before ?? "none"}`)} → ${words(`verdicts.${c.after ?? "none"}`)}`,
          ),
        ),
      ),
    );
    const free = new Set(seen.changes.filter((c) => !c.conflict).map((c) => c.claim));
    dialog.returnValue = "";
    dialog.showModal();
    one<HTMLButtonElement>("button[value=do]", dialog)?.focus();
    await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
    const kept = asked.filter((a) => free.has(a.claim));
    if (dialog.returnValue !== "do" || !kept.length) return;
    if (grouping) {
      ruled((await send<Decision>("POST", "/api/v1/groupings", pairs)).id, verdict, some);
      return;
    }
    const made = await send<Decision>("POST", "/api/v1/decisions", { verdict, items: kept });
    await finish(made.id, kept.map((a) => a.claim));
  } catch (error) {
    complain(error);
  }
}

/** The decision before, which is the last one no longer. */
function former(): void {
  one("form.last")?.remove();
}

async function finish(id: string, claims: string[]): Promise<void> {
  former();
  const { renew } = await import("./dispatch/judge");
  const refresh = async (judged: boolean): Promise<void> => {
    for (const claim of claims) {
      await renew(claim);
      const item = cardOf(claim)?.closest<HTMLElement>(".item");
      item?.classList.toggle("judged", judged);
      const box = item ? one<HTMLInputElement>("input[name=items]", item) : null;
      if (box) {
        box.checked = false;
        box.value = `${claim}:${cardOf(claim)?.dataset["seen"] ?? "-"}`;
      }
    }
    count();
  };
  const undo = async (): Promise<void> => {
    try {
      await send("POST", `/api/v1/decisions/${id}/undo`);
      await refresh(false);
      toast(say("undone"), undefined, false, "verdict");
    } catch (error) {
      complain(error);
    }
  };
  done.push(undo);
  await refresh(true);
  const act = (): void => {
    done.splice(done.indexOf(undo), 1);
    void undo();
  };
  toast(say("decided", { n: claims.length }), { label: say("undo"), act }, false, "verdict");
}

if (queue) {
  bindCards(queue, false);
  queue.addEventListener("focusin", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(".item");
    if (item && item !== current()) enter(item, false);
  });
  queue.addEventListener("click", (event) => {
    const item = (event.target as HTMLElement).closest<HTMLElement>(".item");
    if (item && item !== current()) enter(item, false);
  });
  queue.addEventListener("change", count);
  queue.addEventListener("submit", (event) => {
    const form = (event.target as HTMLElement).closest<HTMLFormElement>("form.join[data-verdict]");
    if (!form) return;
    event.preventDefault();
    void rule(form.closest<HTMLElement>(".item"), form.dataset["verdict"] ?? "");
  });
  const resumed = one("#resumed")?.closest<HTMLElement>(".item") ?? null;
  enter(resumed ?? items()[0] ?? null, resumed !== null);
}
count();
bulk?.addEventListener("submit", (event) => {
  event.preventDefault();
  void decide((event.submitter as HTMLButtonElement | null)?.value ?? "accept");
});
one<HTMLInputElement>("#select-all")?.addEventListener("change", (event) => {
  const on = (event.target as HTMLInputElement).checked;
  for (const box of all<HTMLInputElement>("#queue input[name=items]")) box.checked = on;
  count();
});
body.addEventListener("renewed", (event) => {
  const card = cardOf((event as CustomEvent<string>).detail);
  card?.closest(".item")?.classList.toggle("judged", Boolean(card.dataset["verdict"]));
});

key("j", () => step(1));
key("k", () => step(-1));
key("a", () => inTurn(() => give("accept")));
key("r", () => inTurn(() => give("reject")));
key("u", () => inTurn(() => give("unsure")));
key("m", () => inTurn(() => rule(current(), "merge")));
key("s", () => inTurn(() => rule(current(), "split")));
key("x", () => {
  const box = one<HTMLInputElement>("#queue > .item.current input[name=items]");
  if (box) {
    box.checked = !box.checked;
    count();
  }
});
key("e", () => {
  const card = cardIn(current());
  if (!card) return;
  if (!mayReview) {
    toast(say("reader"), undefined, true);
    return;
  }
  const field = document.activeElement?.closest<HTMLElement>(".field");
  if (field && card.contains(field)) amend(field);
  else {
    card.classList.add("amending");
    one(".field .value", card)?.focus();
  }
});
key("g", () => {
  const card = cardIn(current());
  if (card) location.assign(`/claims/${card.dataset["claim"] ?? ""}`);
});
key("z", () =>
  inTurn(async () => {
    const last = done.pop();
    if (last) await last();
    else if (one("#undo-last")) one<HTMLButtonElement>("#undo-last")?.click();
    else toast(say("nothing_to_undo"));
  }),
);
