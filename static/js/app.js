// Mitplan in the browser: htmx, and the few habits listed below. Every page works without this file.
import "htmx.org";
import { watchDrafts } from "./drafts.js";
import { watchForms } from "./forms.js";
import { watchPicks } from "./picks.js";
import { watchRatings } from "./ratings.js";
import { watchRequests } from "./requests.js";
import { watchSaving } from "./saving.js";
import { watchSurface } from "./surface.js";

for (const watch of [watchDrafts, watchForms, watchPicks, watchRatings, watchRequests, watchSaving, watchSurface]) watch(document);
