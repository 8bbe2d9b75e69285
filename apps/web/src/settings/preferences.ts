import { createSignal, onCleanup, type Accessor } from "solid-js";

/** What the person wants on this device only. */
export interface Preferences {
  readonly theme: "auto" | "light" | "dark";
  readonly sounds: boolean;
  /** Whether use of the page is noticed and told, as `active` and `idle`. */
  readonly sensing: boolean;
  /** Single keys do something where nothing is being typed. */
  readonly shortcuts: boolean;
  /** Enter sends a message; otherwise it begins a new line, and Ctrl and Enter send. */
  readonly enterSends: boolean;
  /** The server looks at pages of links that are written here. */
  readonly previews: boolean;
}

export const usualPreferences: Preferences = {
  theme: "auto",
  sounds: true,
  sensing: true,
  enterSends: true,
  previews: true,
  shortcuts: true,
};

const key = "elsewhere.preferences";

/** Reads what was kept; what is missing or strange is as usual. */
export function readPreferences(text: string | null): Preferences {
  try {
    const { theme, sounds, sensing, enterSends, previews, shortcuts } = JSON.parse(text ?? "{}") as Partial<
      Record<keyof Preferences, unknown>
    >;
    return {
      theme: theme === "light" || theme === "dark" ? theme : usualPreferences.theme,
      sounds: sounds !== false,
      sensing: sensing !== false,
      enterSends: enterSends !== false,
      previews: previews !== false,
      shortcuts: shortcuts !== false,
    };
  } catch {
    return usualPreferences;
  }
}

export interface KeptPreferences {
  readonly preferences: Accessor<Preferences>;
  prefer(change: Partial<Preferences>): void;
}

/** Keeps them with the device, and follows its other windows. On a public terminal they end with the page. */
export function createPreferences(isPublic: boolean): KeptPreferences {
  const [preferences, set] = createSignal(
    isPublic ? usualPreferences : readPreferences(localStorage.getItem(key)),
  );
  const take = (next: Preferences) => {
    set(next);
    showTheme(next.theme);
  };
  const elsewhere = (event: StorageEvent) => {
    if (event.key === key && !isPublic) take(readPreferences(event.newValue));
  };
  showTheme(preferences().theme);
  globalThis.addEventListener("storage", elsewhere);
  onCleanup(() => {
    globalThis.removeEventListener("storage", elsewhere);
    showTheme("auto");
  });
  return {
    preferences,
    prefer(change) {
      take({ ...preferences(), ...change });
      if (!isPublic) localStorage.setItem(key, JSON.stringify(preferences()));
    },
  };
}

function showTheme(theme: Preferences["theme"]): void {
  const { dataset } = document.documentElement;
  if (theme === "auto") delete dataset["theme"];
  else dataset["theme"] = theme;
}
