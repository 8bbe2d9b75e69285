import { rejection } from "../rejection.ts";
import { entryAt } from "../topic/state.ts";
import { asItIs, decided, expectation, ownTopic, type Command } from "../exchange/decision.ts";
import { settingsOf } from "./account-state.ts";
import { changedSettings } from "./settings.ts";

/** What people say of themselves. */

export const setProfile: Command<"set-profile"> = {
  needs: (_ask, asker) => ({ topics: [ownTopic(asker)] }),
  decide(ask, facts, { asker }) {
    const own = facts.topic(ownTopic(asker));
    const profile = entryAt(own, "profile")?.body;
    const displayName = ask.displayName.trim();
    if (displayName === "") return rejection("invalid-request", "A name is needed.");
    if (profile?.displayName === displayName) return asItIs;
    const kind = profile?.kind ?? "person";
    return decided(
      [{ topic: own.topic, body: { type: "profile", kind, displayName } }],
      [expectation(own, "profile")],
    );
  },
};

export const setSettings: Command<"set-settings"> = {
  needs: (_ask, asker) => ({ topics: [ownTopic(asker)] }),
  decide(ask, facts, { asker }) {
    const own = facts.topic(ownTopic(asker));
    const settings = changedSettings(settingsOf(own), ask.settings);
    const ids = settings.rules.map((rule) => rule.id);
    if (new Set(ids).size !== ids.length) return rejection("invalid-request", "Two rules have the same id.");
    return decided(
      [{ topic: own.topic, body: { type: "settings", settings } }],
      [expectation(own, "settings")],
    );
  },
};

export const setStatus: Command<"set-status"> = {
  needs: (_ask, asker) => ({ topics: [ownTopic(asker)] }),
  decide(ask, facts, { asker, at }) {
    const own = facts.topic(ownTopic(asker));
    const { until } = ask.status;
    if (until !== undefined && until <= at) return rejection("invalid-request", "The end time has passed.");
    return decided([{ topic: own.topic, body: { type: "status", status: ask.status } }], []);
  },
};

export const renameDevice: Command<"rename-device"> = {
  needs: (_ask, asker) => ({ topics: [ownTopic(asker)] }),
  decide(ask, facts, { asker }) {
    const own = facts.topic(ownTopic(asker));
    const device = entryAt(own, "device", ask.device)?.body;
    if (device === undefined || device.gone) return rejection("no-such-device");
    if (device.label === ask.label) return asItIs;
    return decided(
      [{ topic: own.topic, body: { ...device, label: ask.label } }],
      [expectation(own, `device:${ask.device}`)],
    );
  },
};
