// Mitplan in the browser: htmx, and the few habits listed below. Every page works without this file.
import "htmx.org";
import { watchForms } from "./forms.js";
import { watchPicks } from "./picks.js";
import { watchRatings } from "./ratings.js";
import { watchSettling } from "./settle.js";
import { watchRequests } from "./requests.js";
import { watchSurface } from "./surface.js";

for (const watch of [watchForms, watchPicks, watchRatings, watchRequests, watchSettling, watchSurface]) watch(document);
