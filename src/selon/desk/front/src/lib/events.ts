import { body } from "./page";

let source: EventSource | null = null;
const heard: [string, (event: MessageEvent<string>) => void][] = [];

/** Hear of something that happens in the ledger; the browser reconnects by itself. */
export function listen<T>(name: string, act: (told: T) => void): void {
  const url = body.dataset["events"];
  if (!url) return;
  source ??= new EventSource(url);
  const hear = (event: MessageEvent<string>): void => act(JSON.parse(event.data) as T);
  heard.push([name, hear]);
  source.addEventListener(name, hear);
}
addEventListener("pagehide", () => source?.close());
// A page that the browser kept while another was open hears again when one comes back to it.
addEventListener("pageshow", (event) => {
  const url = body.dataset["events"];
  if (!event.persisted || !source || !url) return;
  source = new EventSource(url);
  for (const [name, hear] of heard) source.addEventListener(name, hear);
});
