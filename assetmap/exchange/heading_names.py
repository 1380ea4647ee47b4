"""The names that other people's files have for our fields, and the columns that only fill them."""

from assetmap.exchange.address_visibility import ADDRESS_HIDDEN, ADDRESS_SHOWN
from assetmap.exchange.time_headings import TIME_NAMES

# Raw columns: no field of ours, but what they say goes into some (see GATHERED).
TYPE = "type"
LAYER = "layer"  # of a map: its folder, which often is a type
CONTACT = "contact"
MOBILE, OTHER_PHONE = "mobile", "other_phone"
OSM_KIND = "osm_kind"
AGES = "ages"
IS_FREE, CHARGE = "is_free", "charge"
LOCALITY = "locality"
HOUSE_NUMBER, HOUSE_NAME, STREET, BUILDING = "house_number", "house_name", "street", "building"
ADDRESS_LINES = ("address_1", "address_2", "address_3", "address_4")
X_COLUMN, Y_COLUMN = "x", "y"
EASTING, NORTHING = "easting", "northing"
GRID_REFERENCE = "grid_reference"
COORDINATES, GEOMETRY = "coordinates", "geometry"  # a point or a shape in one cell
CRS = "crs"  # the name of the coordinate system
LOCATION = "location"  # a point, or an address, venue or place in words
CLOSED_FLAG = "closed_flag"  # yes, or the day on which it closed
PUBLIC_FLAG = "public_flag"  # no, where it is not to be shown
INTERNAL = "internal"  # not meant for everyone: never read as text
SHOW_PHONE, SHOW_EMAIL, SHOW_CONTACT = "show_phone", "show_email", "show_contact"
SHOW_LISTING = "show_listing"
MAY_BE_SHOWN = (SHOW_PHONE, SHOW_EMAIL, SHOW_CONTACT, SHOW_LISTING)

# Columns that become a sentence of the description, with the word that stands before it.
SENTENCES = {
    "organisation": "Organisation",
    "eligibility": "Who can come",
    "access_words": "Access",
    "baby_changing": "Baby changing",
}
SOCIAL = {
    "facebook": "Facebook",
    "twitter": "Twitter",
    "instagram": "Instagram",
    "social_media": "Social media",
}
# Columns that answer yes or no: the access feature that a yes means, and the words for the rest.
FEATURES = {
    "wheelchair_access": ("step-free", "Wheelchair or disabled access"),
    "accessible_toilet": ("toilet", "Accessible toilet"),
    "changing_place": ("changing-place", "Changing Place"),
    "hearing_loop": ("hearing-loop", "Hearing loop"),
    "sign_language": ("bsl", "Sign language"),
    "dementia_friendly": ("dementia-friendly", "Dementia friendly"),
    "car_park": ("parking", "Parking"),
    "childcare": ("creche", "Crèche"),
}

# What columns that are no field of ours may fill, as names of FIELDS: what the value says decides,
# or several of them make one field together.
GATHERED: dict[str, tuple[str, ...]] = {
    TYPE: ("kind", "categories", "description"),
    LAYER: ("kind", "categories", "description"),
    OSM_KIND: ("kind", "categories", "description"),
    CONTACT: ("phone", "email", "website"),
    MOBILE: ("phone",),
    OTHER_PHONE: ("phone",),
    AGES: ("min_age", "max_age", "audience", "description"),
    **dict.fromkeys((IS_FREE, CHARGE), ("cost",)),
    LOCALITY: ("place", "address"),
    BUILDING: ("venue", "address"),
    **dict.fromkeys((HOUSE_NUMBER, HOUSE_NAME, STREET, *ADDRESS_LINES), ("address",)),
    **dict.fromkeys(SENTENCES, ("description",)),
    **dict.fromkeys(("run_by", "facilities"), ("description",)),  # of kinds not asked for them
    **dict.fromkeys(SOCIAL, ("website", "description")),
    **dict.fromkeys(FEATURES, ("access", "description")),
    CLOSED_FLAG: ("status",),
    PUBLIC_FLAG: ("status",),
    **dict.fromkeys(TIME_NAMES, ("when",)),
    **dict.fromkeys((X_COLUMN, Y_COLUMN, EASTING, NORTHING, GRID_REFERENCE), ("point",)),
    **dict.fromkeys((COORDINATES, GEOMETRY, CRS), ("point",)),
    LOCATION: ("point", "address", "venue", "place"),
    ADDRESS_SHOWN: ("precision",),
    ADDRESS_HIDDEN: ("precision",),
    INTERNAL: (),
    **dict.fromkeys(MAY_BE_SHOWN, ()),
}

# `addr:...` and `contact:...` are OpenStreetMap's keys.
OTHER_NAMES = {
    "name": "title, organisation name, organization name, group name",
    "also_known_as": "aka, alias, other names, also called, alt_name, old_name, short_name",
    "venue": "venue name, meeting place, where held, held at, location name, meeting venue, "
    "where we meet, where they meet, meeting location",
    "address": ("adress, street address, full address, postal address, addr:full, meeting address"),
    "lat": "latitude",
    "lon": "lng, long, longitude",
    X_COLUMN: "x, geo x, x coord, x coordinate, coord x, point x",
    Y_COLUMN: "y, geo y, y coord, y coordinate, coord y, point y",
    EASTING: "easting, eastings, os easting, os x",
    NORTHING: "northing, northings, os northing, os y",
    GRID_REFERENCE: (
        "grid reference, grid ref, os grid reference, os grid ref, os grid, os reference, ngr, "
        "national grid reference, osgr"
    ),
    COORDINATES: (
        "coordinates, coordinate, coords, lat long, lat lon, lat lng, lat longs, latitude "
        "longitude, latitude and longitude, long lat, lon lat, lng lat, geo point, geo point 2d, "
        "point, gps, gps coordinates, geo location, geo coordinates, map coordinates"
    ),
    GEOMETRY: "geometry, geom, the geom, wkt, wkt geometry, geo shape, geo json, shape",
    CRS: "coordinate reference system, coordinate system, crs, srs, srid, epsg, projection, datum",
    LOCATION: "location, where",
    "postcode": "postal code, zip, zip code, post_code, addr:postcode",
    TYPE: (
        "type, category, service type, service type label, type of service, type of group, "
        "group type, type of activity, activity type, type of organisation, organisation type"
    ),
    OSM_KIND: "amenity, leisure, shop, office, tourism, healthcare, social_facility",
    "website": (
        "url, web, link, web site, web address, website url, homepage, home page, website link, "
        "website address, webpage, web page, more info link, website facebook, web facebook, "
        "website or facebook, website social media, links, website 1"
    ),
    "email": "e-mail, email address, e-mail address, mail, email 1, e-mail 1, emails",
    "phone": (
        "tel, telephone, contact number, phone number, telephone number, tel no, landline, "
        "landline number, phone no, telephone no, phone 1, telephone 1, tel 1, tel number, "
        "tel nos, phones, tel mobile, telephone mobile, phone mobile, telephone or mobile, "
        "phone or mobile, phone text, telephone num, phone num, "
        " contact tel no, contact phone number"
    ),
    MOBILE: "mobile, mobile number, mobile phone, mobile no, mob, cell, cell phone, mobile tel",
    OTHER_PHONE: (
        "phone 2, telephone 2, tel 2, alternative phone, other phone, second phone, "
        "alternative number, phone number 2"
    ),
    CONTACT: "contact, contact details, contact info, contact information, how to contact, "
    "phone email, email phone, telephone email, email telephone, phone or email, tel email, "
    "enquiries, for enquiries, booking contact, bookings, for bookings, booking details",
    **TIME_NAMES,
    "summary": "short description, strapline, tagline, in brief",
    "description": (
        "about, details, about us, about the group, service description, activity description, "
        "information, further information, additional information, more information, info, "
        "what we do, what they do, what it does, what you do, purpose, aims, activities, "
        "long description, description of service, description of activity"
    ),
    "cost": (
        "price, prices, fee, fees, costs, cost per session, "
        "session fee, subs, subscription, membership fee, entry fee, admission, how much"
    ),
    CHARGE: "charge, charges, charge amount",
    IS_FREE: "free, is free, free of charge",
    "join": "referral method, how to join, how to access, referral route",
    "place": "town, area name, city, post town, town or city, town city, addr:city, place name",
    LOCALITY: "locality, locality address, suburb, village, neighbourhood, addr:suburb",
    "area_served": (
        "area covered, areas covered, service area, catchment, catchment area, coverage"
    ),
    "status": (
        "current status, operational status, operating status, group status, service status, "
        "listing status, record status, active, is active, currently active, still running"
    ),
    CLOSED_FLAG: "closed, is closed, permanently closed, date closed, date ceased",
    PUBLIC_FLAG: "approved, published, is published, is public",
    "getting_there": "location description, directions, how to find us, how to get there",
    "id": "ref, reference, source id",
    AGES: (
        "age, ages, age range, age group, age groups, age range served, ages catered for, "
        "suitable ages, suitable for ages, age band, target age"
    ),
    "min_age": "minimum age, age from, youngest, lowest age, from age",
    "max_age": "maximum age, age to, oldest, highest age, to age",
    "audience": "target group, target audience, for whom, who for, suitable for, client group",
    "languages": "language, languages spoken, language spoken, community languages",
    HOUSE_NUMBER: "house number, street number, building number, addr:housenumber",
    HOUSE_NAME: "house name, addr:housename, flat, unit, property number or name",
    STREET: "street, street name, road, road name, addr:street",
    BUILDING: "building, building name",
    "address_1": "address 1, address line 1, addr 1, add 1, address1, street address 1, line 1",
    "address_2": "address 2, address line 2, addr 2, add 2, line 2, street address 2, addr:place",
    "address_3": "address 3, address line 3, addr 3, add 3, line 3",
    "address_4": "address 4, address line 4, addr 4",
    "organisation": (
        "organisation, organization, organisation label, org, parent organisation, "
        "host organisation"
    ),
    "run_by": (
        "run by, managed by, managing by, operator, provider, provider name, delivered by, "
        "provided by, service provider"
    ),
    "facilities": "facilities, amenities, features, facilities available",
    "eligibility": "eligibility, eligibility criteria, who can use it, who can attend, criteria",
    "access_words": (
        "accessibility, access information, access details, accessibility information, "
        "wheelchair:description, "
        "accessibilities, disability access details"
    ),
    "baby_changing": "baby change, baby changing, changing_table, babychange, baby change facility",
    "facebook": "facebook, facebook page, facebook url, facebook link, facebook address, fb",
    "twitter": "twitter, twitter handle, twitter url",
    "instagram": "instagram, instagram handle, insta",
    "social_media": "social media, social media link, social media links, socials, social",
    "wheelchair_access": (
        "wheelchair, wheelchair access, wheelchair accessible, wheelchair user access, "
        "disabled access, accessible, is accessible, step free access, level access, "
        "disability access, accessible for wheelchairs, is wheelchair accessible"
    ),
    "accessible_toilet": (
        "accessible toilet, accessible toilets, disabled toilet, disabled toilets, accessible wc, "
        "disabled wc, toilets:wheelchair, accessible category"
    ),
    "changing_place": "changing place, changing places, changing places toilet",
    "hearing_loop": "hearing loop, induction loop, hearing loop system, loop, loop system",
    "sign_language": "bsl, sign language, bsl interpreter, british sign language, bsl signed",
    "dementia_friendly": "dementia friendly, is dementia friendly, dementia friendly venue",
    "car_park": (
        "car park, parking, parking available, car parking, disabled parking, on site parking, "
        "blue badge parking"
    ),
    "childcare": "creche, creche available, childcare",
    INTERNAL: (
        "notes, note, internal, internal notes, comments, comment, admin, admin notes, officer, "
        "officer notes, private, private notes, staff notes, remarks, office use, office use only, "
        "for office use only, staff only, fixme"
    ),
    "private_name": (
        "contact name, contact person, name of contact, name of contact person, main contact, "
        "key contact, named contact, contacts name, your name, chair, chairperson, chairman, "
        "chairwoman, chair name, name of chair, secretary, treasurer, secretary name, organiser, "
        "organizer, organiser name, coordinator, co-ordinator, coordinator name, leader, "
        "group leader, leader name, lead, manager, manager name, centre manager, "
        "lead contact, contact first name, contact full name, name of leader, name of organiser"
    ),
    "private_phone": (
        "home phone, home telephone, personal phone, private telephone, private mobile, "
        "personal mobile, chair phone, secretary phone, chairs phone, secretarys phone"
    ),
    "private_email": "personal email, private e-mail, chair email, secretary email, home email",
    SHOW_PHONE: "show phone, show phone publicly, publish phone, display phone",
    SHOW_EMAIL: "show email, show email publicly, publish email, display email",
    SHOW_CONTACT: (
        "show contact, show contact publicly, show contact details, publish contact details, "
        "contact_visible, display contact details, share contact details, "
        "show contact details publicly, ok to share contact details"
    ),
    SHOW_LISTING: (
        "visible, publish, public, ok to publish, okay to publish, consent to publish, "
        "permission to publish, show publicly, show on website, listed publicly, can we publish, "
        "publish online, include in directory, consent, gdpr, gdpr consent, consent given, "
        "on website"
    ),
}
# Words that may stand before a heading and change nothing: `venue postcode`, `Group email`.
OWNERS = frozenset(
    (
        *("venue", "location", "group", "organisation", "organization", "org", "club", "service"),
        *("site", "business", "company", "charity", "public", "main", "premises", "property"),
        *("centre", "library", "pharmacy", "general", "enquiry", "enquiries", "your"),
        *("activity", "session", "project", "contact", "provider", "hub", "meeting", "postal"),
        *("school", "facility", "establishment", "building", "event", "church", "shop", "hall"),
    )
)
# The fields before whose headings they may stand. Where a contact lives is not where a group meets.
OWNED = frozenset(
    (
        *("phone", "email", "website", "postcode", "address", "lat", "lon", "place", "description"),
        *("summary", "cost", "when", MOBILE, TYPE, STREET, LOCALITY, *ADDRESS_LINES, *SOCIAL),
    )
)
OWNED_BY_CONTACT = frozenset(("phone", "email", "website", MOBILE, OTHER_PHONE, *SOCIAL))
# A heading with one of these words is not meant for everyone, whatever else it says.
PRIVATE_WORDS = frozenset(("internal", "private", "confidential", "admin", "unpublished"))
PRIVATE_PHRASES = (
    *("not for publication", "do not publish", "not public", "office use", "staff only"),
    *("not to be published", "not published"),
)
