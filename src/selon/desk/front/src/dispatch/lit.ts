import { all, one } from "../lib/page";

function scope(element: Element): ParentNode {
  return element.closest(".passage, .dispatch") ?? document;
}

function light(card: HTMLElement, field: string): void {
  dim();
  for (const run of all(`.run[data-marks~="${card.dataset["claim"]}:${field}"]`, scope(card))) run.classList.add("lit");
}

function dim(): void {
  for (const run of all(".run.lit")) run.classList.remove("lit");
}

/** The sentence of a card, and the words of its source. */
export function stress(card: HTMLElement | null): void {
  for (const run of all(".run.sentence, .run.near")) run.classList.remove("sentence", "near");
  const id = card?.dataset["claim"];
  if (!card || !id) return;
  for (const run of all(`.run[data-sentences~="${id}"]`, scope(card))) run.classList.add("sentence");
  for (const run of all(`.run[data-marks*="${id}:"]`, scope(card))) run.classList.add("near");
}

/** Hover or focus on a field lights the characters that it was read from. */
export function bindLight(root: HTMLElement): void {
  const on = (event: Event): void => {
    const field = (event.target as HTMLElement).closest<HTMLElement>(".field");
    const card = field?.closest<HTMLElement>(".card");
    // The type is read from the trigger: the word that the claim hangs on.
    const name = field?.dataset["field"] === "type" ? "trigger" : field?.dataset["field"];
    if (card && name) light(card, name);
    else if (event.type === "mouseover") dim();
  };
  root.addEventListener("mouseover", on);
  root.addEventListener("focusin", on);
  root.addEventListener("focusout", () => dim());
}

/** The runs over which the trigger of a claim lies. */
export function triggerRun(card: HTMLElement): HTMLElement | null {
  const id = card.dataset["claim"];
  const within = scope(card);
  return one(`.run[data-marks~="${id}:trigger"]`, within) ?? one(`.run[data-sentences~="${id}"]`, within);
}
