import { body } from "./page";

let source: EventSource | null = null;

/** Hear of something that happens in the ledger; the browser reconnects by itself. */
export function listen<T>(name: string, act: (told: T) => void): void {
  const url = body.dataset["events"];
  if (!url) return;
  source ??= new EventSource(url);
  source.addEventListener(name, (event: MessageEvent<string>) => act(JSON.parse(event.data) as T));
}
addEventListener("pagehide", () => source?.close());
