import { key } from "./lib/keys";
import { all, one, reveal } from "./lib/page";
import { say } from "./lib/strings";
import { complain } from "./lib/toast";
import type { Story } from "./lib/views";
import { bands, figures } from "./story/bands";
import { type Days, touches } from "./story/days";
import { dimmed } from "./story/scale";
import { storyMap, type StoryMap } from "./story/map";
import { timeline } from "./story/timeline";

const root = one("#story");
const form = one<HTMLFormElement>("#days");

function field(name: string): HTMLInputElement | null {
  return form?.elements.namedItem(name) as HTMLInputElement | null;
}

function chosen(): Days {
  const [from, to] = [field("from"), field("to")];
  return {
    first: from && from.value !== from.defaultValue ? from.value : "",
    last: to && to.value !== to.defaultValue ? to.value : "",
  };
}

const DAYS = /^#days=(\d{4}-\d\d-\d\d)?\.\.(\d{4}-\d\d-\d\d)?$/;

/** The days that the address names, so that what is looked at can be sent to others. */
function recall(): void {
  const [, first, last] = DAYS.exec(location.hash) ?? [];
  const [from, to] = [field("from"), field("to")];
  if (first && from) from.value = first;
  if (last && to) to.value = last;
}

function remember(days: Days): void {
  const hash = days.first || days.last ? `#days=${days.first}..${days.last}` : "";
  if (hash !== location.hash && (hash || DAYS.test(location.hash))) {
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
  }
}

/** Rows, bands, figures, places and charts follow the days; what they hide is counted. */
function apply(days: Days, charts: ((days: Days) => void)[], map: StoryMap | null): void {
  const shown = new Set<string>();
  const rows = all("table.rows tbody tr");
  for (const row of rows) {
    const inside = touches(days, row.dataset["first"], row.dataset["last"]);
    row.classList.toggle("out", !inside);
    if (inside) shown.add(row.dataset["claim"] ?? "");
  }
  for (const row of all("table.bands tbody tr, table.figures tbody tr")) {
    row.classList.toggle("out", !touches(days, row.dataset["first"], row.dataset["last"]));
  }
  for (const item of all(".shapes li, .tray li")) {
    item.classList.toggle("out", !(item.dataset["claims"] ?? "").split(" ").some((c) => shown.has(c)));
  }
  for (const chart of charts) chart(days);
  map?.show(shown);
  remember(days);
  const output = one("#shown");
  if (output) {
    output.textContent =
      shown.size === rows.length
        ? say("shown_all", { total: rows.length })
        : say("shown_of", { shown: shown.size, total: rows.length, hidden: rows.length - shown.size });
  }
}

function point(claim: string | null): void {
  for (const row of all("table.rows tr.current")) row.classList.remove("current");
  if (claim) one(`#row-${CSS.escape(claim)}`)?.classList.add("current");
  for (const mark of document.querySelectorAll("#timeline g[data-claims]")) {
    const has = claim !== null && (mark.getAttribute("data-claims") ?? "").split(" ").includes(claim);
    mark.querySelector(".mark-shape")?.classList.toggle("pointed", has);
  }
}

async function start(): Promise<void> {
  const url = root?.dataset["url"];
  if (!url || !form) return;
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(answer.statusText);
  const story = (await answer.json()) as Story;
  let charts: ((days: Days) => void)[] = [];
  let map: StoryMap | null = null;
  const now = (): void => apply(chosen(), charts, map);
  const draw = (): void => {
    const [line, band, figure] = ["#timeline", "#bands", "#figures"].map((id) => one(id));
    charts = [];
    if (line) {
      charts.push(
        timeline(line, story, {
          brushed(days) {
            const [from, to] = [field("from"), field("to")];
            if (from) from.value = days ? clamp(days.first) : from.defaultValue;
            if (to) to.value = days ? clamp(days.last) : to.defaultValue;
            dimmed(line, chosen());
            apply(chosen(), charts.slice(1), map);
          },
          pointed(claim) {
            point(claim);
            map?.point(claim);
          },
          opened: (goal) => location.assign(goal),
        }),
      );
    }
    if (band) charts.push(bands(band, story));
    if (figure) charts.push(figures(figure, story));
    now();
  };
  const clamp = (day: string): string =>
    story.first && day < story.first ? story.first : story.last && day > story.last ? story.last : day;
  recall();
  draw();
  addEventListener("hashchange", () => {
    recall();
    now();
  });
  form.addEventListener("change", now);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => requestAnimationFrame(now));
  let timer = 0;
  addEventListener("resize", () => {
    clearTimeout(timer);
    timer = window.setTimeout(draw, 120);
  });
  const box = one("#map");
  if (box) {
    map = await storyMap(box, story, (shape) => {
      const item = one(`.shapes li[data-shape="${CSS.escape(shape)}"]`);
      const first = item?.dataset["claims"]?.split(" ")[0];
      if (first) go(all("table.rows tbody tr").findIndex((row) => row.dataset["claim"] === first));
    });
    for (const item of all(".shapes li")) {
      const claim = item.dataset["claims"]?.split(" ")[0] ?? null;
      item.addEventListener("mouseenter", () => map?.point(claim));
      item.addEventListener("mouseleave", () => map?.point(null));
    }
    now();
  }
}

function rows(): HTMLElement[] {
  return all("table.rows tbody tr:not(.out)");
}

function go(at: number): void {
  const row = rows()[Math.max(0, Math.min(rows().length - 1, at))];
  if (!row) return;
  point(row.dataset["claim"] ?? null);
  one("a", row)?.focus({ preventScroll: true });
  reveal(row);
}

function at(): number {
  return rows().findIndex((row) => row.classList.contains("current"));
}

key("j", () => go(at() + 1));
key("k", () => go(at() < 0 ? 0 : at() - 1));
key("g", () => one<HTMLAnchorElement>("a", rows()[at()] ?? document.createElement("tr"))?.click());
start().catch(complain);
