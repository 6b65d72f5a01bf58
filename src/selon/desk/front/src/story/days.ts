/** Days as numbers: whole days since 1970 in UTC, so that no time zone moves them. */
export const DAY = 86_400_000;

export function date(iso: string): Date {
  return new Date(`${iso}T00:00:00Z`);
}

export function iso(day: Date): string {
  return day.toISOString().slice(0, 10);
}

export function plus(day: Date, days: number): Date {
  return new Date(day.getTime() + days * DAY);
}

/** A choice of days, both included; an end that is blank is open. */
export interface Days {
  first: string;
  last: string;
}

/** Whether a stretch touches the days chosen; without any day it always does. */
export function touches(days: Days, first: string | null | undefined, last: string | null | undefined): boolean {
  if (!first && !last) return true;
  return (!days.last || !first || first <= days.last) && (!days.first || !last || last >= days.first);
}
