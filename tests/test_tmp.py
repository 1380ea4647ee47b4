import random, subprocess, time, threading
from datetime import date, timedelta, datetime, timezone
from tests.conftest import *
from tests.time_bank import *
from tests.people import *
from assetmap.domain.time_bank.ledger import *
from assetmap.services.time_bank.posting import *
from assetmap.services.time_bank.public_offers import refresh
from assetmap.services.admin.sample import load_sample
from assetmap.domain.people.people import *
from assetmap.app import create_app
import tests.people as P, inspect


def test_x(make_context, tmp_path):
    c = make_context()
    load_sample(c)
    r = random.Random(3)
    wards = (
        ["SAMPLE-09"] * 9
        + ["SAMPLE-06"] * 7
        + ["SAMPLE-11"] * 4
        + ["SAMPLE-08"] * 2
        + ["SAMPLE-01"]
    )
    ms = [join(c, name=f"Ada Q{i}x", ward=wards[i % len(wards)]) for i in range(40)]
    for i, m in enumerate(ms[:23]):
        keep_item(
            c,
            m.id,
            r.choice(
                ["A walk for your dog", "Help with a smartphone", "Baking a cake", "Weeding a bed"]
            )
            + f" {i}",
            details="An hour at a time.",
            category=r.choice(["home/pets", "learn/digital", "food", "home/garden"]),
            days=("Tue",),
        )
    with c.unit_of_work() as uow:
        refresh(c, uow, BY_BROKER)
        post_earlier_hours(c, uow, BY_BROKER, 13000 * 60, date(2025, 4, 1))
        for i in range(400):
            a, b = r.sample([m.id for m in ms], 2)
            d = date(2024, 4, 5) + timedelta(days=r.randrange(710))
            uow.post(
                Transfer(
                    f"t{i}",
                    f"k{i}",
                    TransferKind.EXCHANGE,
                    d,
                    datetime(2026, 3, 1, tzinfo=timezone.utc),
                    "p",
                    (Line(a, 90), Line(b, -90)),
                    category=r.choice(
                        ["home/pets", "learn/digital", "food/cafes", "home/garden", ""]
                    ),
                    ward=r.choice(["SAMPLE-09"] * 5 + ["SAMPLE-06", "SAMPLE-11"]),
                    place=r.choice(["public", "public", "home", "remote"]),
                )
            )
    app = create_app(c)
    pub = app.test_client()
    print(pub.get("/time-bank").status_code, pub.get("/time-bank/join").status_code)
    who = a_person(Role.BROKER) if False else None
    from werkzeug.serving import make_server

    s = make_server("127.0.0.1", 8765, app, threaded=True)
    t = threading.Thread(target=s.serve_forever)
    t.start()

    from tests.web.conftest import client_of
    from playwright.sync_api import sync_playwright
    import shutil

    people = {r: a_person(c, r) for r in (Role.MANAGER, Role.BROKER)}
    with sync_playwright() as pw:
        b = pw.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or "/usr/bin/chromium"
        )
        for w in (320, 390, 1280):
            pg = b.new_page(viewport={"width": w, "height": 900})
            for page, name in (
                ("/time-bank", "tb"),
                ("/time-bank/join", "join"),
                ("/time-bank/join/thanks", "thanks"),
            ):
                pg.goto("http://127.0.0.1:8765" + page)
                pg.screenshot(path=f"/tmp/{name}-{w}.png", full_page=True)
                print(name, w, pg.evaluate("document.documentElement.scrollWidth"))
                if w == 1280:
                    pg.pdf(path=f"/tmp/{name}.pdf", format="A4")
        for role, who in people.items():
            cl = client_of(c)
            signed = sign_in(cl, c, who)
            ck = [x for x in signed._cookies.values()] if hasattr(signed, "_cookies") else []
            for w in (320, 390, 1280):
                ctx = b.new_context(viewport={"width": w, "height": 900})
                ctx.add_cookies(
                    [{"name": x.key, "value": x.value, "url": "http://127.0.0.1:8765"} for x in ck]
                )
                pg = ctx.new_page()
                pg.goto("http://127.0.0.1:8765/work/time-bank/figures")
                pg.screenshot(path=f"/tmp/fig-{role}-{w}.png", full_page=True)
                print(role, w, pg.title(), pg.evaluate("document.documentElement.scrollWidth"))
                if w == 1280:
                    pg.pdf(path=f"/tmp/fig-{role}.pdf", format="A4")
                    print(signed.get("/work/time-bank/figures.csv").get_data(as_text=True)[:3000])
        b.close()
    s.shutdown()
