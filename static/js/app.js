// Mitplan in the browser: htmx, and the few habits listed below. Every page works without this file.
import "htmx.org";
import "htmx.org/dist/ext/hx-sse.js";
import { watchCards } from "./cards.js";
import { watchDrafts } from "./drafts.js";
import { watchForms } from "./forms.js";
import { watchLive } from "./live.js";
import { watchMentions } from "./mentions.js";
import { watchOnward } from "./onward.js";
import { watchPicks } from "./picks.js";
import { watchPresence } from "./presence.js";
import { watchRatings } from "./ratings.js";
import { watchRequests } from "./requests.js";
import { watchSaving } from "./saving.js";
import { watchScreen } from "./screen.js";
import { watchSettling } from "./settle.js";
import { watchSurface } from "./surface.js";
import { watchTalk } from "./talk.js";

const HABITS = [
  watchCards, watchOnward, watchDrafts, watchForms, watchLive, watchMentions, watchPicks, watchPresence, watchRatings,
  watchRequests, watchSaving, watchScreen, watchSettling, watchSurface, watchTalk,
];

for (const watch of HABITS) watch(document);
