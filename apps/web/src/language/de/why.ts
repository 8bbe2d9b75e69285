import type { FirstTexts } from "../words.ts";
import { told } from "./told.ts";

export const why: FirstTexts["why"] = {
  lookingUp: "Wird nachgesehen …",
  nothing: "Darüber ist nichts aufgeschrieben",
  nothingLead: "Es ist zu lange her, oder es war, bevor du hier warst.",
  yourPlaces: "Deine Orte",
  headings: {
    show: "Warum sie hier gezeigt wurde",
    alert: "Warum dieser Ort dir Bescheid gesagt hat",
    ring: "Warum dieser Ort geklingelt hat",
    push: "Warum dieser Ort geweckt wurde",
    silent: "Warum dieser Ort still blieb",
    withhold: "Warum dieser Ort sie nicht bekam",
  },
  whereFor: (name) => `Wohin sie für ${name} ging`,
  where: "Wohin sie ging",
  labelHere: (label) => `${label}, hier`,
  change: "Das ändern",
  changeFor: (label) => `Das für ${label} ändern`,
  told,
  asOf: (clock) => `So stand es um ${clock}.`,
};
