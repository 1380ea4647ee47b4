// Texts go onto the page by textContent only: nothing here makes HTML or code out of a listing.
var directory = (function () {
  "use strict";
  var texts = JSON.parse(document.getElementById("texts").textContent);
  var names = [];

  function make(tag, text, parent) {
    var element = document.createElement(tag);
    if (text) element.textContent = text;
    if (parent) parent.appendChild(element);
    return element;
  }

  // A drop for a place, a ring for a neighbourhood. Pictures, so that they print.
  function picture(colour, near) {
    var shape = near
      ? '<circle cx="15" cy="20" r="11" fill="#fff" fill-opacity=".85" stroke="' + colour +
        '" stroke-width="4" stroke-dasharray="6 3"/>'
      : '<path d="M15 39C15 39 3 24 3 14a12 12 0 0 1 24 0c0 10-12 25-12 25z" fill="' + colour +
        '" stroke="#fff" stroke-width="2"/><circle cx="15" cy="14" r="4.5" fill="#fff"/>';
    return "data:image/svg+xml," + encodeURIComponent(
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="40">' + shape + "</svg>");
  }

  function pin(feature, where) {
    var own = feature.properties, right = own.aside[0], down = own.aside[1];
    var foot = own.near ? 20 : 39;
    return L.marker(where, {
      alt: texts.cards[own.card].name,
      title: texts.cards[own.card].name,
      riseOnHover: true,
      icon: L.icon({
        iconUrl: picture(own.colour, own.near),
        iconSize: [30, 40],
        iconAnchor: [15 - right, foot - down],
        popupAnchor: [right, down - foot + 4]
      })
    });
  }

  function content(card) {
    var box = make("div");
    box.tabIndex = -1;
    make("h2", card.name, box);
    if (card.summary) make("p", card.summary, box);
    var list = make("dl", "", box);
    card.facts.forEach(function (fact) {
      var row = make("div", "", list);
      make("dt", fact[0], row);
      fact[1].forEach(function (line) { make("dd", line, row); });
    });
    return box;
  }

  function describe(feature, marker) {
    var card = texts.cards[feature.properties.card];
    marker.bindPopup(function () { return content(card); }, { maxWidth: 290, minWidth: 180 });
    marker.on("add", function () { marker.getElement().setAttribute("aria-label", card.name); });
    marker.on("popupopen", function (event) {
      var popup = event.popup.getElement();
      popup.setAttribute("role", "dialog");
      popup.setAttribute("aria-label", card.name);
      popup.querySelector("[tabindex]").focus({ preventScroll: true });
    });
    marker.on("popupclose", function () {
      if (marker.getElement()) marker.getElement().focus({ preventScroll: true });
    });
  }

  function placeName(feature, where) {
    var name = L.marker(where, { interactive: false, keyboard: false, pane: "names", icon: L.icon({
      iconUrl: "data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=", iconSize: [1, 1] }) });
    name.bindTooltip(make("span", texts.places[feature.properties.place]), {
      permanent: true, direction: "bottom", className: "place-name", pane: "names"
    });
    names.push(name);
    return name;
  }

  // A name that would lie over one written before it is left out until there is room.
  function thinNames() {
    var taken = [];
    names.forEach(function (name) {
      var label = name.getTooltip().getElement();
      if (!label) return;
      label.style.visibility = "";
      var box = label.getBoundingClientRect();
      var free = taken.every(function (other) {
        return box.right < other.left || box.left > other.right ||
          box.bottom < other.top || box.top > other.bottom;
      });
      if (free) taken.push(box); else label.style.visibility = "hidden";
    });
  }

  L.Map.addInitHook(function () {
    this.createPane("names").style.zIndex = 450; // over the ground, under the pins
  });

  function finish(map, control, frame) {
    var box = map.getContainer();
    box.setAttribute("role", "region");
    box.setAttribute("aria-label", "Map of " + texts.title);
    // Leaflet hears Escape only while the map itself has the focus, and a popup takes it.
    box.addEventListener("keydown", function (event) {
      if (event.key === "Escape") map.closePopup();
    });
    document.getElementById("layers").appendChild(control.getContainer());
    if (!texts.cards.length) document.getElementById("filter").hidden = true;
    if (window.matchMedia("(max-width: 700px)").matches) {
      document.getElementById("filter").open = false;
    }
    map.invalidateSize();
    map.fitBounds(frame, { padding: [20, 20], maxZoom: 15, animate: false });
    map.on("zoomend", thinNames);
    thinNames();
    document.documentElement.dataset.mapReady = "";
  }

  return { pin: pin, describe: describe, placeName: placeName, finish: finish };
})();
