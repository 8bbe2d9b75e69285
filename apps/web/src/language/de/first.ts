import { alerts } from "./alerts.ts";
import { composer } from "./composer.ts";
import { connection } from "./connection.ts";
import { conversations } from "./conversations.ts";
import { door } from "./door.ts";
import { errors } from "./errors.ts";
import { frame } from "./frame.ts";
import { hours } from "./hours.ts";
import { list } from "./list.ts";
import { messages } from "./messages.ts";
import { people } from "./people.ts";
import { places } from "./places.ts";
import { presence } from "./presence.ts";
import { ruleSentences } from "./rule-sentences.ts";
import { search } from "./search.ts";
import { status } from "./status.ts";
import { times } from "./times.ts";
import { why } from "./why.ts";

export const first = {
  alerts,
  composer,
  connection,
  conversations,
  door,
  errors,
  frame,
  hours,
  list,
  messages,
  people,
  places,
  presence,
  ruleSentences,
  search,
  status,
  times,
  why,
};
