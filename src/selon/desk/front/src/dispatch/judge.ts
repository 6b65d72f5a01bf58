import { fragment, Problem, send } from "../lib/api";
import { all, body, mayReview, one, parsed } from "../lib/page";
import { say, words } from "../lib/strings";
import { complain, toast } from "../lib/toast";
import type { Card } from "../lib/views";

export type Verdict = "accept" | "reject" | "unsure" | "undo" | "amend";
const SAID: Record<Verdict, string> = {
  accept: "accepted",
  reject: "rejected",
  unsure: "unsured",
  amend: "amended",
  undo: "undone",
};
/** Claims judged on this page, the last at the end: what `z` takes back. */
const judged: string[] = [];

export function cardOf(id: string): HTMLElement | null {
  return one(`.card[data-claim="${CSS.escape(id)}"]`);
}

/** Give a verdict on what a card shows. True where it was taken. */
export async function judge(
  card: HTMLElement,
  verdict: Verdict,
  amendments?: Record<string, unknown>,
): Promise<boolean> {
  if (!mayReview) {
    toast(say("reader"), undefined, true);
    return false;
  }
  const id = card.dataset["claim"] ?? "";
  try {
    const sent = { verdict, seen: card.dataset["seen"] ?? "-", ...(amendments ? { amendments } : {}) };
    await send<Card>("POST", `/api/v1/claims/${id}/reviews`, sent);
  } catch (error) {
    if (error instanceof Problem && error.status === 409) {
      const now = (error.more["current"] as Card | undefined)?.verdict;
      toast(
        say("conflict", { by: now?.by ?? "?", verdict: words(`verdicts.${now?.verdict ?? "none"}`) }),
        undefined,
        true,
      );
      await renew(id);
    } else complain(error);
    return false;
  }
  if (verdict === "undo") {
    const at = judged.lastIndexOf(id);
    if (at >= 0) judged.splice(at, 1);
  } else judged.push(id);
  const undo = verdict === "undo" ? undefined : { label: say("undo"), act: () => void takeBack(id) };
  toast(say(SAID[verdict]), undo, false, "verdict");
  await renew(id);
  return true;
}

/** Take back the last verdict given here, or else that on the card. */
export async function undoLast(current: HTMLElement | null): Promise<string | null> {
  const id = judged.at(-1) ?? (current?.dataset["verdict"] ? current.dataset["claim"] : undefined);
  if (!id) {
    toast(say("nothing_to_undo"));
    return null;
  }
  return (await takeBack(id)) ? id : null;
}

async function takeBack(id: string): Promise<boolean> {
  const card = cardOf(id);
  return card ? judge(card, "undo") : false;
}

/** The card as the server has it now, in the place of the old one. */
export async function renew(id: string): Promise<void> {
  const old = cardOf(id);
  if (!old) return;
  const page = parsed(await fragment(`/fragments/card/${encodeURIComponent(id)}`));
  const fresh = page.querySelector<HTMLElement>(".card");
  if (!fresh) return;
  const n = old.querySelector(".n");
  fresh.classList.toggle("open", old.classList.contains("open"));
  fresh.classList.toggle("amending", old.classList.contains("amending"));
  fresh.style.top = old.style.top;
  const to = one<HTMLInputElement>("input[name=to]", old)?.value;
  const goal = one<HTMLInputElement>("input[name=to]", fresh);
  if (to && goal) goal.value = to;
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (n) fresh.querySelector(".n")?.replaceWith(n);
  else fresh.querySelector(".n")?.remove();
  if (focused) fresh.focus({ preventScroll: true });
  body.dispatchEvent(new CustomEvent("renewed", { detail: id }));
}

/** The cards of the page, in order. */
export function cards(within: ParentNode = document): HTMLElement[] {
  return all(".card", within);
}
