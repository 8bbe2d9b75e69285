import type { Rule } from "./own-settings.ts";

/** A place a prepared rule may be about. */
export interface PlaceKind {
  readonly device: string;
  readonly kind: "browser" | "app" | "phone" | "script" | "sip";
}

const night = { from: 22 * 60, to: 7 * 60, days: [] as number[] };
/** Hours that end when they begin are the whole day. */
const weekend = { from: 0, to: 0, days: [6, 0] };

/** Most people want one of these; each is offered while it, or something like it, is not there yet. */
export function preparedRules(
  places: readonly PlaceKind[],
  here: string,
  rules: readonly Rule[],
): readonly Omit<Rule, "id">[] {
  const phones = places.filter(({ kind }) => kind === "phone").map(({ device }) => device);
  const desks = places.filter(({ kind }) => kind === "browser" || kind === "app");
  const desk = desks.find(({ device }) => device === here) ?? desks[0];
  const beside = (device: string): readonly Omit<Rule, "id">[] =>
    desk === undefined || desk.device === device
      ? []
      : [{ device, data: "messages", how: "never", whileActiveOn: desk.device }];
  const wanted: readonly Omit<Rule, "id">[] = [
    ...phones.flatMap(beside),
    ...phones.map((device) => ({ device, data: "messages", how: "silent", hours: night }) as const),
    ...(desk === undefined
      ? []
      : [{ device: desk.device, data: "messages", how: "silent", hours: weekend } as const]),
  ];
  return wanted.filter((one) => !rules.some((rule) => isLike(rule, one))).slice(0, 4);
}

/** Whether a rule is about the same place in the same circumstances, whatever it says. */
function isLike(rule: Rule, other: Omit<Rule, "id">): boolean {
  return (
    rule.device === other.device &&
    rule.data === other.data &&
    rule.conversation === undefined &&
    rule.whileActiveOn === other.whileActiveOn &&
    (rule.hours === undefined) === (other.hours === undefined)
  );
}
