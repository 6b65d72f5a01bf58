import { fragment } from "../lib/api";
import { all, make, one, parsed } from "../lib/page";
import { complain } from "../lib/toast";

let asking: AbortController | null = null;

function listing(): HTMLElement | null {
  return one("#list .listing");
}

function openKey(): string {
  return one(".dispatch")?.dataset["key"] ?? "";
}

/** The query of the list as it is asked for, with the words that stand in the search field. */
function asked(): URLSearchParams {
  const query = new URLSearchParams(listing()?.dataset["query"] ?? "");
  const form = one<HTMLFormElement>("#search");
  for (const name of ["q", "from", "to"]) {
    const value = (form?.elements.namedItem(name) as HTMLInputElement | null)?.value ?? "";
    if (value) query.set(name, value);
    else query.delete(name);
  }
  return query;
}

async function show(query: URLSearchParams, typing: boolean): Promise<void> {
  asking?.abort();
  asking = new AbortController();
  const url = new URLSearchParams(query);
  if (typing) url.set("typing", "true");
  const key = openKey();
  if (key) url.set("open", key);
  try {
    const html = await fragment(`/fragments/list?${url}`, asking.signal);
    const fresh = parsed(html).querySelector<HTMLElement>(".listing");
    if (!fresh) return;
    const before = one<HTMLDetailsElement>("details.facets");
    listing()?.replaceWith(fresh);
    foldFacets(before?.open);
  } catch (error) {
    if (!(error instanceof DOMException && error.name === "AbortError")) complain(error);
  }
}

const FOLDED = "selon-facets";

/** The headings that narrow the list, open or folded as they were left; where there is little room they begin
 * folded. */
function foldFacets(open?: boolean): void {
  const details = one<HTMLDetailsElement>("details.facets");
  if (!details) return;
  let left: string | null = null;
  try {
    left = localStorage.getItem(FOLDED);
  } catch {
    // Not remembered, then.
  }
  const room = innerWidth >= 740 && innerHeight >= (one(".dispatch") ? 1000 : 600);
  details.open = open ?? (left === null ? room : left === "open");
  one("summary", details)?.addEventListener("click", () => {
    try {
      localStorage.setItem(FOLDED, details.open ? "folded" : "open");
    } catch {
      // Not remembered, then.
    }
  });
}

/** The list anew, after something came; what was not there before is marked. */
export async function refresh(): Promise<void> {
  const before = new Set(all("#list li[data-key]").map((li) => li.dataset["key"]));
  const query = listing()?.dataset["query"];
  const focused = document.activeElement?.closest<HTMLElement>("#list li[data-key]")?.dataset["key"];
  await show(asked(), true);
  for (const li of all("#list li[data-key]")) {
    if (query === listing()?.dataset["query"] && !before.has(li.dataset["key"])) li.classList.add("fresh");
    if (focused && li.dataset["key"] === focused) one("a", li)?.focus({ preventScroll: true });
  }
}

/** Mark the dispatch that is open. */
export function markOpen(key: string): void {
  for (const li of all("#list li[data-key]")) {
    const link = one("a", li);
    if (li.dataset["key"] === key) link?.setAttribute("aria-current", "true");
    else link?.removeAttribute("aria-current");
  }
}

/** Search as one types, narrow by days, further pages without leaving. */
export function bindList(): void {
  const form = one<HTMLFormElement>("#search");
  if (!form) return;
  foldFacets();
  let timer = 0;
  const later = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      const query = asked();
      void show(query, true);
      const url = new URL(location.href);
      const claim = url.searchParams.get("claim");
      url.search = query.toString();
      if (claim) url.searchParams.set("claim", claim);
      history.replaceState(history.state, "", url);
    }, 90);
  };
  form.addEventListener("input", later);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    later();
  });
  one("#list")?.addEventListener("click", (event) => {
    const link = (event.target as HTMLElement).closest<HTMLAnchorElement>("a[data-more]");
    if (!link) return;
    event.preventDefault();
    void more(link);
  });
}

async function more(link: HTMLAnchorElement): Promise<void> {
  try {
    const page = parsed(await fragment(link.href));
    const items = all("ol.items > li", page);
    one("#list ol.items")?.append(...items);
    const next = page.querySelector<HTMLAnchorElement>("a[data-more]");
    if (next) link.href = next.href;
    else link.parentElement?.replaceWith(make("p"));
    one("a", items[0] ?? page)?.focus();
  } catch (error) {
    complain(error);
  }
}
