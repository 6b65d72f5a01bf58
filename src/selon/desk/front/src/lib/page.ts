/** What the server says of the page on its body. */
export const body = document.body;
export const csrf = body.dataset["csrf"] ?? "";
export const mayReview = body.dataset["mayReview"] === "1";
export const user = body.dataset["user"] ?? "";

/** The first element of a selector. */
export function one<T extends HTMLElement>(selector: string, within: ParentNode = document): T | null {
  return within.querySelector<T>(selector);
}

/** All elements of a selector. */
export function all<T extends HTMLElement>(selector: string, within: ParentNode = document): T[] {
  return [...within.querySelectorAll<T>(selector)];
}

/** An element with attributes and children; text is text, whatever is in it. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Record<string, string> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** Markup of this desk's own server, as nodes. */
export function parsed(html: string): DocumentFragment {
  const page = new DOMParser().parseFromString(html, "text/html");
  const found = document.createDocumentFragment();
  found.append(...page.body.childNodes);
  return found;
}

/** Bring an element into view where it is not. */
export function reveal(element: HTMLElement, block: ScrollLogicalPosition = "nearest"): void {
  element.scrollIntoView({ block });
}
