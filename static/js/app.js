// Mitplan in the browser: htmx, and the few habits listed below. Every page works without this file.
import "htmx.org";
import { watchForms } from "./forms.js";
import { watchPicks } from "./picks.js";
import { watchRatings } from "./ratings.js";
import { watchRequests } from "./requests.js";
import { watchSurface } from "./surface.js";
import { watchTalk } from "./talk.js";

for (const watch of [watchForms, watchPicks, watchRatings, watchRequests, watchSurface, watchTalk]) watch(document);
