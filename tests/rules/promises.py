"""The names that people outside rely on: in scripts, links, prints and files of their own.

Each may be added to and none taken away, renamed or given another meaning, unless the changelog
says **breaking**. They are written out here, not read from the program, so that a rename shows.
"""

SETTINGS = {
    *("ASSETMAP_BASEMAP", "ASSETMAP_BASEMAP_ATTRIBUTION", "ASSETMAP_DATABASE_URL"),
    *("ASSETMAP_HOME", "ASSETMAP_MAIL", "ASSETMAP_MAIL_FROM", "ASSETMAP_MEANING"),
    *("ASSETMAP_OIDC_BUTTON", "ASSETMAP_OIDC_CLIENT_ID", "ASSETMAP_OIDC_CLIENT_SECRET"),
    *("ASSETMAP_OIDC_CLIENT_SECRET_FILE", "ASSETMAP_OIDC_ISSUER", "ASSETMAP_OIDC_PASSWORDS"),
    *("ASSETMAP_OIDC_SECOND_FACTOR", "ASSETMAP_OIDC_TRUSTED_DOMAINS"),
    *("ASSETMAP_PUBLIC_URL", "ASSETMAP_SECRET_KEY", "ASSETMAP_TODAY"),
}

# Each with the arguments that it is given, in order, and its options.
COMMANDS = {
    "audit check": ((), set()),
    "audit export": (("FILE",), {"--listing", "--by", "--with-personal"}),
    "doctor": ((), set()),
    "duplicates": ((), {"--at-least", "--json"}),
    "export": (("FILE",), set()),
    "import": (("FILE...",), {"--source", "--publish", "--dry-run"}),
    "index check": ((), set()),
    "index rebuild": ((), set()),
    "init": ((), {"--sample"}),
    "meaning install": ((), set()),
    "meaning rebuild": ((), set()),
    "meaning status": ((), set()),
    "people disable": (("EMAIL",), {"--hand-over-to"}),
    "people enable": (("EMAIL",), set()),
    "people erase": (("EMAIL_OR_PHONE",), {"--yes"}),
    "people export": (("EMAIL_OR_PHONE", "FILE"), set()),
    "people hub": (("EMAIL",), {"--add", "--remove"}),
    "people invite": (("EMAIL",), {"--name", "--role", "--patch", "--hub"}),
    "people list": ((), set()),
    "people patch": (("EMAIL",), {"--add", "--remove"}),
    "people reset-factor": (("EMAIL",), set()),
    "people unlink": (("EMAIL",), set()),
    "people role": (("EMAIL",), {"--add", "--remove"}),
    "sample load": ((), set()),
    "sample remove": ((), set()),
    "search": (("WORDS",), {"--near", "--within", "--filter", "--json"}),
    "serve": ((), {"--host", "--port", "--workers"}),
    "upkeep deliver": ((), set()),
    "upkeep run": ((), {"--dry-run"}),
}

# A question's parameters, each with values that are always understood.
PARAMETERS = {
    "q": ("lunch",),
    "near": ("RM18 7TB", "RM18", "Tilbury"),
    "within": ("1", "0.5"),
    "need": ("lonely",),
    "category": ("meet/lunch-clubs", "meet", "meet/lunch-clubs,meet/cafes"),
    "kind": (
        *("group", "service", "hub", "micro-enterprise", "time-bank-offer", "volunteering-role"),
        "space",
    ),
    "audience": ("older",),
    "access": ("step-free",),
    "day": ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    "time": ("morning", "afternoon", "evening"),
    "cost": ("free", "upto5"),
    "age": ("70",),
    "bbox": ("0.2,51.4,0.5,51.6",),
    "sort": ("best", "near", "name"),
    "exact": ("yes",),
    "older": ("yes",),
    "ignore": (
        "day",
        "time",
        "cost",
        "age",
        "access",
        "kin",
        "place",
        "lonely",
        "language",
        "short-forms",
    ),
    "page": ("1",),
    "per_page": ("100",),
}

FIND_JSON = {
    *(
        "query",
        "understood",
        "urgent",
        "asks_place",
        "signposts",
        "total",
        "total_known",
        "older",
        "page",
        "per_page",
    ),
    *("pages", "results", "give", "facets", "near_spellings", "covers"),
}
FIND_JSON_UNDERSTOOD = {
    *("words", "place", "lat", "lon", "outside_borough", "mended", "relaxed", "wishes", "heard"),
    "short_forms",
    "dangers",
}
FIND_JSON_RESULT = {
    *("id", "source", "source_id", "name", "kind", "summary", "categories", "audience", "access"),
    *("place", "precision", "area_served", "lat", "lon", "distance_m", "next", "next_ends"),
    *(
        "cost",
        "languages",
        "phone",
        "status",
        "notice",
        "paused_until",
        "checked_on",
        "freshness",
        "unknown",
    ),
    *("outside_borough", "because", "is_sample", "url"),
}
FACETS = {"category", "kind", "audience", "access", "day", "time", "cost", "language"}
FACET_VALUE = {"value", "label", "count", "selected"}
PROBLEM_JSON = {"error", "message"}

# In files that come in and go out: CSV columns and GeoJSON properties.
COLUMNS = {
    *("id", "name", "kind", "summary", "description", "categories", "audience", "place"),
    *("postcode", "lat", "lon", "precision", "area_served", "when", "cost", "join", "access"),
    *("min_age", "max_age", "phone", "email", "website", "steward", "checked_on"),
    *("also_known_as", "venue", "address", "terms", "closed_dates", "join_note", "languages"),
    *("first_visit", "getting_there", "time_asked", "skills", "image_alts", "checked_by"),
    *("checked_how", "evidence", "status", "merged_into", "created_at", "changed_at"),
    *("contact_name", "source", "source_id", "notice", "paused_until"),
}
PRIVATE_COLUMNS = {"private_phone", "private_email", "private_name"}  # come in, and never go out

# A borough's own files, and what stands in them: `x.y` in a table, `x[].y` in each of a list.
BOROUGH_FILES = {
    "access.toml": {"access[].slug", "access[].label", "access[].hint"},
    "audiences.toml": {
        *("audience[].slug", "audience[].label", "audience[].named", "audience[].categories"),
        *("audience[].say", "audience[].kin"),
    },
    "borough.toml": {
        *("name", "title", "strapline", "authority_code", "postcode_areas", "whole_area_names"),
        *("embed_hosts", "body", "help.text", "help.phone", "help.hours", "help.email"),
        *("worried.text", "worried.phone", "worried.hours", "worried.emergency"),
        *(
            "urgent[].text",
            "urgent[].phone",
            "urgent[].hours",
            "urgent[].kinds",
            "advice.text",
            "advice.url",
        ),
        *("accessibility.reply_days", "accessibility.tested", "accessibility.written"),
        *("colours.brand", "colours.brand-text", "colours.focus", "colours.link"),
    },
    "categories.toml": {
        *("category[].slug", "category[].label", "category[].hint", "category[].icon"),
        *("category[].colour", "category[].within[].slug", "category[].within[].label"),
        "category[].within[].named",
    },
    "cues.toml": {
        *("cue[].id", "cue[].say", "cue[].categories", "cue[].audience", "cue[].words"),
    },
    "danger.toml": {
        *("leave_url", "harmless", "may_stand", "kind[].id", "kind[].lines", "kind[].concepts"),
        *("kind[].patterns", "kind[].categories", "kind[].needs", "kind[].listed"),
        "kind[].can_leave",
    },
    "needs.toml": {
        *("need[].slug", "need[].label", "need[].hint", "need[].icon", "need[].picture"),
        *("need[].categories", "need[].advice_text", "need[].advice_url"),
    },
    "giving.toml": {
        *("categories", "concepts", "of_others", "says", "asks", "skills", "of_anything"),
        *("slots.kin", "slots.others", "slots.wants", "slots.gives", "slots.places"),
        *("slots.whiles", "slots.weekdays", "slots.learners", "slots.elders", "slots.makes"),
        *("more.of_others", "more.says"),
    },
    "places.toml": {"place[].name", "place[].postcode", "place[].aliases", "place[].kind"},
    "short_forms.toml": {"means.wknd", "right.family"},
    "practices.toml": {
        *("practice[].code", "practice[].name", "practice[].postcode", "practice[].phone"),
        "practice[].sample",
    },
    "signposts.toml": {
        *("signpost[].slug", "signpost[].say", "signpost[].but_not", "signpost[].text"),
        *("signpost[].phone", "signpost[].url", "signpost[].languages"),
    },
    "terms.toml": {
        *("source", "checked", "term[].year", "term[].from", "term[].to"),
        *("term[].half_term.from", "term[].half_term.to"),
    },
    "signin.toml": {
        *("second_factor.roles", "second_factor.grace_days", "second_factor.by_email"),
        "second_factor.remember_days",
    },
    "thesaurus.toml": {
        *("concept[].id", "concept[].say", "concept[].categories", "concept[].audience"),
        *("concept[].words", "concept[].urgent"),
    },
    "upkeep.toml": {
        *("four_eyes", "second_failure", "months.usual", "months.hub", "months.group"),
        *("months.volunteering-role", "months.micro-enterprise", "months.space"),
        *("months.service", "days.ask_before", "days.overdue_after", "days.unconfirmed_after"),
        *("days.lapsed_after", "days.link", "days.session", "keep_months.audit"),
        *("keep_months.reports", "keep_months.submissions", "keep_months.gaps"),
    },
    "wishes.toml": {"wish[].slug", "wish[].label", "wish[].icon", "wish[].categories"},
}

# What a phone that saved the directory asks for, and whence its icon starts.
OFFLINE_FILES = {"/offline/page", "/borough.css"}
MANIFEST = {"start_url": "/", "scope": "/"}

# Every address and what it answers to; `<>` is a part that differs.
ADDRESSES = """
/  GET
/about  GET
/accessibility  GET
/account  GET
/account/browsers/<>/end  POST
/account/code  GET POST
/account/code/again  POST
/account/emails  POST
/account/invitation/<>  GET
/account/password  GET POST
/account/password-again  GET POST
/account/recovery  GET POST
/account/recovery-codes  GET POST
/account/reset  GET POST
/account/reset/<>  GET POST
/account/second-factor  GET POST
/account/second-factor/<>  POST
/account/sessions/<>/end  POST
/account/sessions/end-others  POST
/account/sign-in  GET POST
/account/sign-out  POST
/basemap.json  GET
/borough.css  GET
/browse  GET
/conversation  GET
/embed  GET
/find  GET
/find-out-about  GET
/find.csv  GET
/find.geojson  GET
/find.json  GET
/healthz  GET
/listing/<>  GET
/listing/<>.ics  GET
/listing/<>/wrong  GET POST
/listing/<>/wrong/thanks  GET
/manifest.webmanifest  GET
/map.json  GET
/offline  GET
/offline/page  GET
/organiser/<>  GET
/organiser/<>/<>/change  GET POST
/organiser/<>/<>/end  GET POST
/organiser/<>/<>/pause  GET POST
/organiser/<>/confirm  POST
/organiser/<>/new-link  POST
/organiser/<>/thanks  GET
/organiser/<>/undo  POST
/pack.json  GET
/pictures/<>-<>.webp  GET
/privacy  GET
/robots.txt  GET
/sheet  GET POST
/sheet/<>  GET
/sheet/new  GET
/suggest  GET POST
/suggest.json  GET
/suggest/thanks  GET
/sw.js  GET
/tiles/<>/<>/<>  GET
/work  GET
/work/add  GET POST
/work/add/quick  GET POST
/work/audit  GET
/work/audit.csv  GET
/work/calls  GET
/work/calls/<>  GET POST
/work/calls/<>/next  GET
/work/calls/<>/number  POST
/work/collections  GET POST
/work/collections/<>  GET
/work/collections/<>/delete  POST
/work/collections/<>/name  POST
/work/collections/<>/poster  GET
/work/collections/<>/remove  POST
/work/collections/add  POST
/work/conversation  GET
/work/couldnt-find  GET POST
/work/do-not-list  GET POST
/work/do-not-list/<>/remove  POST
/work/drafts  GET
/work/drafts/<>  GET
/work/drafts/<>/<>  GET POST
/work/drafts/<>/alike  GET POST
/work/drafts/<>/check  GET POST
/work/drafts/<>/home  GET POST
/work/drafts/<>/pictures  GET POST
/work/drafts/<>/pictures/remove  POST
/work/evidence  GET
/work/gaps  GET
/work/gaps.csv  GET
/work/gaps/<>/remove  POST
/work/letters  GET
/work/letters/<>/again  POST
/work/listings  GET
/work/listings/<>  GET
/work/listings/<>/archive  GET POST
/work/listings/<>/ask  POST
/work/listings/<>/audit.csv  GET
/work/listings/<>/change  GET POST
/work/listings/<>/change/live  POST
/work/listings/<>/change/pause  POST
/work/listings/<>/change/resume  POST
/work/listings/<>/change/withdraw/<>  POST
/work/listings/<>/check  GET POST
/work/listings/<>/check/<>/undo  POST
/work/listings/<>/evidence  GET POST
/work/listings/<>/evidence/remove  POST
/work/listings/<>/history  GET
/work/listings/<>/history/<>  GET
/work/listings/<>/history/<>/restore  POST
/work/listings/<>/merge  GET
/work/listings/<>/merge/<>  GET
/work/listings/<>/merge/<>/confirm  GET POST
/work/listings/<>/notes  POST
/work/listings/<>/pictures  GET POST
/work/listings/<>/pictures/remove  POST
/work/listings/<>/reports/<>  POST
/work/listings/<>/restore  POST
/work/people-data  GET POST
/work/people-data/erase  POST
/work/people-data/export  POST
/work/people/<>/reset-factor  GET POST
/work/review  GET
/work/review/listings/<>  GET
/work/review/listings/<>/accept  POST
/work/review/listings/<>/publish  POST
/work/review/listings/<>/reject  POST
/work/review/listings/<>/send-back  POST
/work/review/proposals/<>  GET
/work/review/proposals/<>/approve  POST
/work/review/proposals/<>/edits  GET POST
/work/review/proposals/<>/send-back  POST
/work/sample  GET POST
/work/words  GET POST
/work/words/<>  GET POST
/work/words/<>/remove  POST
/work/words/<>/restore/<>  POST
/work/words/new  GET POST
"""
