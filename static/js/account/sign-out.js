/** Signing out leaves nothing of a talk on this device: what was picked, and one's own words. */

import { forget } from "../handouts/sheet-list.js";

document.getElementById("sign-out").addEventListener("submit", forget);
