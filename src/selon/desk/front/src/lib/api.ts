import { csrf } from "./page";

/** An answer that is no success: a problem document (RFC 9457), with what else it says. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly more: Record<string, unknown>,
  ) {
    super(detail);
  }
}

/** Send JSON, or a form with files, and take JSON back. A desk that does not answer is a problem of status 0. */
export async function send<T>(method: string, url: string, sent?: unknown): Promise<T> {
  const headers: Record<string, string> = { "X-CSRF-Token": csrf, Accept: "application/json" };
  const isForm = sent instanceof FormData;
  if (sent !== undefined && !isForm) headers["Content-Type"] = "application/json";
  let answer: Response;
  try {
    answer = await fetch(url, {
      method,
      headers,
      body: sent === undefined ? null : isForm ? sent : JSON.stringify(sent),
    });
  } catch {
    throw new Problem(0, "", {});
  }
  const text = await answer.text();
  const told = text ? (JSON.parse(text) as Record<string, unknown>) : {};
  if (!answer.ok) throw new Problem(answer.status, String(told["detail"] ?? answer.statusText), told);
  return told as T;
}

/** A piece of a page. */
export async function fragment(url: string, signal?: AbortSignal): Promise<string> {
  const answer = await fetch(url, { headers: { Accept: "text/html" }, ...(signal ? { signal } : {}) });
  if (!answer.ok && answer.status !== 400) throw new Problem(answer.status, answer.statusText, {});
  return answer.text();
}
