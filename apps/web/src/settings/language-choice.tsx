import { languages, ownNames } from "../language/choose.ts";
import { useLateWords, useSpeaking } from "../language/speaking.tsx";
import { useSession } from "../session/session.ts";
import { Choice } from "./choices.tsx";

/** In which language the page speaks at this place; on a public terminal until it is left. */
export function LanguageChoice() {
  const session = useSession();
  const words = useLateWords();
  const speaking = useSpeaking();
  return (
    <Choice
      title={words().settings.language}
      about={words().settings.languageAbout}
      value={words().language}
      choices={languages.map((value) => ({ value, title: ownNames[value] }))}
      changed={(language) => void session.attempt(speaking.speak(language, !session.who.isPublic))}
    />
  );
}
