import { inTurn, key } from "../lib/keys";
import { all, body, mayReview, one, reveal } from "../lib/page";
import { say } from "../lib/strings";
import { toast } from "../lib/toast";
import { amend } from "./amend";
import { cardOf, cards, judge, undoLast, type Verdict } from "./judge";
import { replace } from "./layout";
import { bindLight, stress, triggerRun } from "./lit";

/** The card that is open. */
export function current(): HTMLElement | null {
  return one(".card.open");
}

/** Open a card: its fields show, its sentence is stressed, the address names it. */
export function open(card: HTMLElement | null, options: { focus?: boolean; address?: boolean } = {}): void {
  for (const other of all(".card.open")) if (other !== card) other.classList.remove("open", "amending");
  stress(card);
  if (card) {
    card.classList.add("open");
    if (options.focus) card.focus({ preventScroll: true });
    if (options.address) remember(card);
  }
  replace();
  if (card && options.focus) {
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        reveal(triggerRun(card) ?? card);
        reveal(card);
      }),
    );
  }
}

function remember(card: HTMLElement): void {
  const url = new URL(location.href);
  url.searchParams.set("claim", card.dataset["claim"] ?? "");
  url.hash = "";
  history.replaceState(history.state, "", url);
}

/** The card so many steps on. */
export function step(by: number): HTMLElement | null {
  const found = cards();
  const now = current();
  const at = now ? found.indexOf(now) + by : by > 0 ? 0 : found.length - 1;
  return found[Math.max(0, Math.min(found.length - 1, at))] ?? null;
}

async function giveAndGoOn(verdict: Verdict): Promise<void> {
  const card = current();
  const id = card?.dataset["claim"];
  if (!card || !id || !(await judge(card, verdict))) return;
  const found = cards();
  const next = found[found.findIndex((c) => c.dataset["claim"] === id) + 1];
  open(next ?? cardOf(id), { focus: true, address: true });
}

function startAmending(): void {
  const card = current();
  if (!card) return;
  if (!mayReview) {
    toast(say("reader"), undefined, true);
    return;
  }
  const active = document.activeElement?.closest<HTMLElement>(".field");
  if (active && card.contains(active)) {
    amend(active);
    return;
  }
  card.classList.add("amending");
  replace();
  one(".field .value", card)?.focus({ preventScroll: true });
}

/** What mouse and keys do to the cards of a dispatch. */
export function bindCards(root: HTMLElement, address = true): void {
  bindLight(root);
  root.addEventListener("click", (event) => {
    const target = event.target as HTMLElement;
    const card = target.closest<HTMLElement>(".card");
    if (card) {
      if (!card.classList.contains("open")) open(card, { address });
      const field = target.closest(".value")?.closest<HTMLElement>(".field");
      if (field && mayReview) amend(field);
      else if (target.closest(".amend")) startAmending();
      return;
    }
    const run = target.closest<HTMLElement>(".run");
    if (run && getSelection()?.isCollapsed !== false && !one(".editor")) {
      const ids = [...(run.dataset["marks"] ?? "").split(" ").map((m) => m.split(":")[0] ?? ""), ...(run.dataset["sentences"] ?? "").split(" ")];
      const distinct = [...new Set(ids.filter(Boolean))];
      const next = distinct[(distinct.indexOf(current()?.dataset["claim"] ?? "") + 1) % distinct.length];
      if (next) open(cardOf(next), { address });
    }
  });
  root.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const card = form.closest<HTMLElement>(".card");
    if (!card || !form.matches(".judge")) return;
    event.preventDefault();
    const button = event.submitter as HTMLButtonElement | null;
    void judge(card, (button?.value ?? "accept") as Verdict);
  });
  root.addEventListener("focusin", (event) => {
    const card = (event.target as HTMLElement).closest<HTMLElement>(".card");
    if (card && card === event.target && !card.classList.contains("open")) open(card, { address });
  });
  root.addEventListener("keydown", (event) => {
    const field = (event.target as HTMLElement).closest<HTMLElement>(".field");
    if (!field || (event.target as HTMLElement).closest(".editor")) return;
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const shown = all(".field", field.parentElement ?? root).filter((f) => f.offsetParent !== null);
    const next = shown[shown.indexOf(field) + (event.key === "ArrowDown" ? 1 : -1)];
    if (next) {
      event.preventDefault();
      one(".value", next)?.focus();
    }
  });
  body.addEventListener("renewed", (event) => {
    const card = cardOf((event as CustomEvent<string>).detail);
    if (card?.classList.contains("open")) stress(card);
    replace();
  });
  body.addEventListener("resized", replace);
}

/** The keys of a claim. */
export function bindVerdictKeys(): void {
  key("a", () => inTurn(() => giveAndGoOn("accept")));
  key("r", () => inTurn(() => giveAndGoOn("reject")));
  key("u", () => inTurn(() => giveAndGoOn("unsure")));
  key("e", startAmending);
  key("z", () =>
    inTurn(async () => {
      const id = await undoLast(current());
      if (id) open(cardOf(id), { focus: true, address: true });
    }),
  );
  key("Escape", () => {
    const card = current();
    if (card?.classList.contains("amending")) {
      card.classList.remove("amending");
      card.focus();
      replace();
    }
  });
}
