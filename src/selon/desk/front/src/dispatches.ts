import { bindCards, bindVerdictKeys, current, open, step } from "./dispatch/cards";
import { cardOf, cards, renew } from "./dispatch/judge";
import { replace } from "./dispatch/layout";
import { bindList, markOpen, refresh } from "./dispatch/list";
import { fragment } from "./lib/api";
import { listen } from "./lib/events";
import { key } from "./lib/keys";
import { all, body, one, parsed, user } from "./lib/page";
import { say, words } from "./lib/strings";
import { complain, toast } from "./lib/toast";

const pane = one("#open");

function dispatch(): HTMLElement | null {
  return one(".dispatch");
}

/** Show another dispatch without loading the page anew. */
async function go(url: string, push = true): Promise<void> {
  if (!pane) return;
  const goal = new URL(url, location.href);
  try {
    pane.replaceChildren(parsed(await fragment(`/fragments${goal.pathname.replace("/dispatches/", "/dispatch/")}${goal.search}`)));
  } catch (error) {
    complain(error);
    return;
  }
  body.classList.add("has-open");
  one(".list-pane > h1")?.remove();
  if (push) history.pushState({}, "", goal);
  const shown = dispatch();
  document.title = `${shown?.dataset["title"] ?? ""} · Selon`;
  markOpen(shown?.dataset["key"] ?? "");
  scrollTo({ top: 0, behavior: "instant" });
  focusFirst(true);
}

function focusFirst(move: boolean): void {
  const wanted = dispatch()?.dataset["focus"];
  const card = (wanted && cardOf(wanted)) || null;
  if (card) open(card, { focus: true });
  else {
    open(cards()[0] ?? null);
    if (move) {
      const title = one("h1", dispatch() ?? document);
      title?.setAttribute("tabindex", "-1");
      title?.focus({ preventScroll: true });
    }
  }
  replace();
}

function neighbour(which: "next" | "previous"): void {
  const url = dispatch()?.dataset[which] || (!dispatch() ? one<HTMLAnchorElement>("#list .items a")?.href : "");
  if (url) void go(url);
}

function walk(by: number): void {
  if (!dispatch()) {
    neighbour("next");
    return;
  }
  const card = step(by);
  if (!card) return;
  if (card === current()) card.focus();
  open(card, { focus: true, address: true });
}

bindList();
if (pane) bindCards(pane);
bindVerdictKeys();
key("j", () => walk(1));
key("k", () => walk(-1));
key("n", () => neighbour("next"));
key("p", () => neighbour("previous"));
key("g", () => current()?.querySelector<HTMLAnchorElement>("footer a[href^='/stories/']")?.click());

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = (event.target as HTMLElement).closest<HTMLAnchorElement>(".items a, .hop a[rel], .relatives a");
  if (!link || !new URL(link.href).pathname.startsWith("/dispatches/")) return;
  event.preventDefault();
  void go(link.href);
});
addEventListener("popstate", () => {
  if (location.pathname.startsWith("/dispatches/")) void go(location.href, false);
  else location.reload();
});
addEventListener("resize", replace);
void document.fonts.ready.then(replace);
focusFirst(false);

let coming = 0;
listen<{ title: string; url: string; key: string }>("dispatch", (told) => {
  clearTimeout(coming);
  coming = window.setTimeout(() => void refresh(), 150);
  toast(say("new_dispatch", { title: told.title }), { label: say("open"), act: () => void go(told.url) });
});
listen<{ claim: string; verdict: string; by: string; seen: string }>("review", (told) => {
  const card = cardOf(told.claim);
  if (!card || card.dataset["seen"] === told.seen || one(".editor", card)) return;
  if (told.by !== user) toast(say("reviewed_by", { by: told.by, verdict: words(`verdicts.${told.verdict}`) }));
  void renew(told.claim);
});
body.addEventListener("renewed", () => {
  const all_ = cards();
  const done = all_.filter((card) => card.dataset["verdict"]).length;
  const line = one(".about .reviewed");
  if (line) line.textContent = line.textContent?.replace(/\d+/, String(done)) ?? "";
  const item = all("#list a[aria-current] .progress")[0];
  if (item) item.classList.toggle("all", done === all_.length);
});
