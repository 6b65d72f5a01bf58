import { Problem, send } from "./lib/api";
import { listen } from "./lib/events";
import { make, one } from "./lib/page";
import { say, words } from "./lib/strings";
import { complain } from "./lib/toast";
import type { Added, Job } from "./lib/views";

const form = one<HTMLFormElement>("#add");
const drop = one("#drop");
const files = one<HTMLInputElement>("#files");
const text = one<HTMLTextAreaElement>("#text");
const fault = one("#add-error");

function complainHere(said: string): void {
  if (fault) fault.textContent = said;
}

function picked(): void {
  const output = one("#picked");
  const names = [...(files?.files ?? [])].map((f) => f.name);
  if (output) output.textContent = names.length ? say("files_chosen", { n: names.length, names: names.slice(0, 5).join(", ") }) : "";
}

async function submit(): Promise<void> {
  if (!form || !files || !text) return;
  const given = (name: string): string => (form.elements.namedItem(name) as HTMLInputElement).value;
  const more = Object.fromEntries(["published", "lang", "agency"].map((n) => [n, given(n)]).filter(([, v]) => v));
  complainHere("");
  let job: Job;
  const button = one<HTMLButtonElement>("button.primary", form);
  if (button) button.disabled = true;
  try {
    if (files.files?.length) {
      const sent = new FormData();
      for (const file of files.files) sent.append("files", file);
      for (const [name, value] of Object.entries(more)) sent.append(name, String(value));
      job = await send<Job>("POST", "/api/v1/dispatches", sent);
    } else if (text.value.trim()) job = await send<Job>("POST", "/api/v1/dispatches", { text: text.value, ...more });
    else {
      complainHere(words("add.nothing"));
      text.focus();
      return;
    }
    form.reset();
    picked();
    show(job);
    void follow(job.id);
  } catch (error) {
    if (error instanceof Problem && error.status) complainHere(say("failed", { detail: error.detail }));
    else complain(error);
  } finally {
    if (button) button.disabled = false;
  }
}

/** A job as it stands now, at the head of the list. */
function show(job: Job): void {
  one("#no-jobs")?.setAttribute("hidden", "");
  const list = one("#jobs");
  let item = one(`#jobs [data-job="${CSS.escape(job.id)}"]`);
  if (!item) {
    item = make(
      "li",
      { class: "job", "data-job": job.id },
      make("p", { class: "line" }, make("strong", { class: "state" }), " · ", make("span", { class: "amount" })),
      make("ul", { class: "results" }),
    );
    list?.prepend(item);
  }
  item.dataset["state"] = job.state;
  const state = one(".state", item);
  const amount = one(".amount", item);
  if (state) state.textContent = words(`job_states.${job.state}`);
  if (amount) amount.textContent = `${words("add.inputs", { n: job.inputs })}, ${words("add.claims", { n: job.claims })}`;
  const results = one(".results", item);
  if (results) listResults(results, job);
  if (job.error && !one(".error", item)) item.append(make("p", { class: "error" }, make("bdi", {}, job.error)));
}

/** What came of each input. What is listed already stays as it is: a reader may be on its link. */
function listResults(list: HTMLElement, job: Job): void {
  const told = Object.values(job.counts).reduce((sum, n) => sum + n, 0);
  if (job.result && list.children.length === told - 1) list.append(outcome(job.result));
  for (const [at, result] of (job.results ?? []).entries()) {
    const made = outcome(result);
    const old = list.children[at];
    if (!old) list.append(made);
    else if (!old.isEqualNode(made)) old.replaceWith(made);
  }
}

function outcome(x: Added): HTMLElement {
  const made = make("li", { class: `outcome-${x.outcome}` }, make("span", { class: "outcome" }, words(`outcomes.${x.outcome}`)), " ");
  const name = make("bdi", {}, x.title || x.name);
  made.append(x.url?.startsWith("/dispatches/") ? make("a", { href: x.url }, name) : name);
  if (x.claims) made.append(` · ${words("add.claims", { n: x.claims })}`);
  if (x.reason) made.append(" ", make("small", {}, make("bdi", {}, x.reason)));
  return made;
}

/** Ask now and then too: events may have come before the page listened. */
async function follow(id: string): Promise<void> {
  for (let wait = 300; ; wait = Math.min(3000, wait * 1.5)) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    try {
      const job = await send<Job>("GET", `/api/v1/jobs/${encodeURIComponent(id)}`);
      show(job);
      if (job.state === "done" || job.state === "failed") return;
    } catch {
      return;
    }
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  void submit();
});
files?.addEventListener("change", picked);
for (const name of ["dragover", "dragleave", "drop"]) {
  drop?.addEventListener(name, (event) => {
    event.preventDefault();
    drop.classList.toggle("over", name === "dragover");
    const dropped = (event as DragEvent).dataTransfer?.files;
    if (name === "drop" && dropped?.length && files) {
      files.files = dropped;
      picked();
    }
  });
}
listen<Job>("job", (job) => {
  const known = one(`#jobs [data-job="${CSS.escape(job.id)}"]`);
  if (!known || known.dataset["state"] !== "done") show(job);
});
