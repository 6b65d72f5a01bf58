/** Shapes of `desk/views.py` that scripts read. */
export interface Place16 {
  start: number;
  end: number;
  start16: number;
  end16: number;
}
export interface Choice {
  value: string;
  chosen: boolean;
}
export interface Amend {
  name: string;
  control: "choice" | "flag" | "span" | "days" | "quantity" | "source" | "places";
  value: unknown;
  choices: Choice[];
}
export interface Card {
  id: string;
  seen: string;
  verdict: { verdict: string; by: string } | null;
}
export interface Change {
  claim: string;
  url: string;
  said: string;
  before: string | null;
  after: string | null;
  conflict: boolean;
  by: string;
  seen: string;
}
export interface Decision {
  id: string;
  verdict: string;
  by: string;
  changes: Change[];
  undone: boolean;
  count: number;
}
export interface Stretch {
  first: string | null;
  last: string | null;
  soft_first: boolean;
  soft_last: boolean;
  said: string;
}
export interface Row {
  claim: string;
  url: string;
  lane: string;
  mark: "bar" | "flag" | "none";
  type: string;
  status: string;
  negated: boolean;
  said: string;
  who: string;
  when: Stretch | null;
  published: string | null;
}
export interface Lane {
  id: string;
  name: string;
  kind: string;
  agency: string;
  published_said: string;
}
export interface Shape {
  id: string;
  name: string;
  lat: number;
  lon: number;
  radius_m: number;
  region: boolean;
  country: string;
  kind: string;
  said: string;
  claims: string[];
}
export interface Band {
  site: string;
  actor: string;
  aspect: string;
  state: string;
  said: string;
  when: Stretch;
  conflict: boolean;
}
export interface Figure {
  what: string;
  who: string;
  low: number | null;
  high: number | null;
  said: string;
  when: Stretch | null;
  published: string | null;
  published_said: string;
}
export interface Story {
  id: string;
  url: string;
  map_url: string;
  first: string | null;
  last: string | null;
  today: string;
  lanes: Lane[];
  rows: Row[];
  shapes: Shape[];
  bands: Band[];
  figures: Figure[];
}
export interface Added {
  outcome: string;
  name: string;
  url: string | null;
  title: string;
  claims: number;
  reason: string;
}
export interface Job {
  id: string;
  state: "waiting" | "running" | "done" | "failed";
  inputs: number;
  counts: Record<string, number>;
  claims: number;
  results?: Added[];
  result?: Added;
  error: string;
}
