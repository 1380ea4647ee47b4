"""The home and browse pages in words."""

from assetmap.domain.borough.borough import Borough
from assetmap.domain.borough.vocabulary import Category
from assetmap.domain.search.results import Answer, PlaceMatch
from assetmap.web.framework.urls import link_to
from assetmap.web.presenters.pages import BrowsePage, Counted, HomePage


def home_page(everything: Answer, borough: Borough) -> HomePage:
    """The home page over the answer to the empty question."""
    return HomePage(
        title=borough.strapline or borough.title,
        needs=tuple((need, link_to({"need": need.slug})) for need in borough.words.needs),
        categories=_categories(everything, borough),
        total=everything.total,
    )


def browse_page(everything: Answer, borough: Borough, places: tuple[PlaceMatch, ...]) -> BrowsePage:
    """The browse page over the answer to the empty question."""
    return BrowsePage(
        title="Browse by subject or place",
        categories=_categories(everything, borough),
        places=tuple(
            Counted(place.label, 0, link_to({"near": place.label, "sort": "near"}))
            for place in sorted(places, key=lambda place: place.label)
        ),
        total=everything.total,
    )


def _categories(everything: Answer, borough: Borough) -> tuple[Counted, ...]:
    counts = {value.value: value.count for value in everything.facets["category"]}

    def counted(category: Category) -> Counted:
        return Counted(
            label=category.label,
            count=counts[category.slug],
            url=link_to({"category": category.slug}),
            hint=category.hint,
            icon=category.icon,
            colour=category.colour,
            within=tuple(counted(child) for child in category.within),
        )

    return tuple(counted(category) for category in borough.words.categories)
