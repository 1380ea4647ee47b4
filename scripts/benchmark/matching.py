"""A time bank of 500 members with five items each, and how long the matches of a want take."""

import random
import time

from assetmap.domain.areas.area_set import AreaKind
from assetmap.domain.people.people import Person, Role
from assetmap.domain.time_bank.items import ItemKind, TimeBankItem
from assetmap.domain.time_bank.members import Member, Stage
from assetmap.services.context import Context
from assetmap.services.listing_repository import Actor
from assetmap.services.time_bank.accounts import add_member
from assetmap.services.time_bank.matching import matches_of, wants_to_match
from assetmap.storage.tables import TIME_BANK_ITEMS
from scripts.benchmark.in_process import Timing, timing_of
from scripts.benchmark.questions import Question

MEMBERS, OFFERS, WANTS = 500, 4, 1
_BROKER = Actor(Person("benchmark-broker", "Bo Broker", roles=(Role.BROKER,)))
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri")
_ASKED = 40  # wants that matches are looked up for
_THINGS = (
    *("walk the dog", "cut a hedge", "mend a bicycle", "read a letter aloud", "bake a cake"),
    *("teach the guitar", "sew on buttons", "fix a computer", "company for a cup of tea"),
    *("paint a fence", "shop for food", "learn English", "play chess", "iron shirts"),
)


def keep_time_bank(context: Context, seed: int) -> None:
    """Keep the members and their offers and wants."""
    chance, today = random.Random(seed), context.clock.today()
    wards = context.areas.current(AreaKind.WARD, today)
    codes = [each.code for each in wards.areas] if wards else [""]
    slugs = list(context.borough.words.category)
    with context.unit_of_work() as uow:
        for number in range(MEMBERS):
            days = tuple(chance.sample(_DAYS, 2))
            member = Member("", f"Member {number}", f"m{number}@example.org", stage=Stage.ACTIVE)
            kept = add_member(context, uow, _BROKER, member)
            for place in range(OFFERS + WANTS):
                until = today + context.borough.time_bank.item_time
                item = TimeBankItem(
                    *(f"bench-{number}-{place}", kept.id),
                    ItemKind.WANT if place >= OFFERS else ItemKind.OFFER,
                    *(chance.choice(_THINGS), today, until, f"Also {chance.choice(_THINGS)}."),
                    category=chance.choice(slugs),
                    ward=chance.choice(codes),
                    days=days,
                )
                uow.save(TIME_BANK_ITEMS, item)


def measure_matches(context: Context, number: int) -> Timing:
    """The times of the matches of one want."""
    keep_time_bank(context, seed=1)
    wants = {each.id: each for each in wants_to_match(context, _BROKER)}

    def ask(want: str) -> float:
        started = time.perf_counter()
        matches_of(context, _BROKER, wants[want])
        return (time.perf_counter() - started) * 1000

    return timing_of(Question("matches of a want", tuple(wants)[:_ASKED]), number, ask)
