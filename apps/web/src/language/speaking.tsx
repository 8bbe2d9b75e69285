import {
  createContext,
  createResource,
  createSignal,
  Show,
  useContext,
  type Accessor,
  type JSX,
} from "solid-js";
import { chosenLanguage, type Language } from "./choose.ts";
import { englishWords, loadLateWords, loadWords } from "./load.ts";
import type { LateWords, Words } from "./words.ts";

/** Not of those that signing out forgets: who comes to this device next reads the same language. */
const key = "elsewhere-language";

/** The language of the page, and the way to another. */
export interface Speaking {
  readonly words: Accessor<Words>;
  /** Speaks another language from now on; `keep`: also when the page is opened again. Rejects if it cannot be had. */
  speak(language: Language, keep: boolean): Promise<void>;
}

const SpeakingContext = createContext<Speaking>();
const LateContext = createContext<Accessor<LateWords>>();

export const SpeakingProvider = SpeakingContext.Provider;

/** Begins in the language that was chosen here or that the browser prefers; in English where that cannot be had. */
export async function createSpeaking(): Promise<Speaking> {
  const browser = navigator.languages;
  const wanted = chosenLanguage(localStorage.getItem(key), browser);
  const begun = await loadWords(wanted, browser).catch(() => englishWords(browser));
  const [words, setWords] = createSignal(begun);
  show(begun);
  return {
    words,
    async speak(language, keep) {
      const next = await loadWords(language, browser);
      if (keep) localStorage.setItem(key, language);
      setWords(next);
      show(next);
    },
  };
}

function show({ locale, direction }: Words): void {
  document.documentElement.lang = new Intl.Locale(locale).baseName;
  document.documentElement.dir = direction;
}

export function useSpeaking(): Speaking {
  const speaking = useContext(SpeakingContext);
  if (speaking === undefined) throw new Error("No language is spoken here.");
  return speaking;
}

/** The texts of the page in the language that is spoken now. */
export function useWords(): Accessor<Words> {
  return useSpeaking().words;
}

/** Shows what needs the later texts, once they are there. */
export function Late(props: { readonly children: JSX.Element }) {
  const words = useWords();
  const [late] = createResource(words, loadLateWords);
  return (
    <Show when={late.latest}>
      <LateContext.Provider value={() => late.latest as LateWords}>{props.children}</LateContext.Provider>
    </Show>
  );
}

/** All texts, those of a page that was loaded later too; only inside of `Late`. */
export function useLateWords(): Accessor<LateWords> {
  const late = useContext(LateContext);
  if (late === undefined) throw new Error("The later texts are not loaded here.");
  return late;
}
