"""Events grounded: by all that their names say, in their area or the issuing place."""

from kg.resolve.area_of_name import home_of
from kg.resolve.grounded import Grounded
from kg.resolve.names import EventName, take_apart_event


def ground_event(name: str, issuing_place: str | None) -> Grounded:
    """An event, by everything its name says, in its area or the issuing place."""
    event = take_apart_event(name, issuing_place)
    scope = _scope(event, issuing_place)
    told = "".join(f"#{unit}{n}" for unit, n in event.ordinals) + (f"#{event.year}" if event.year else "")
    body = "/".join((*event.org.domains, event.core, event.kind))
    settled = event.distinct and not scope.startswith("?")
    area = event.org.led.area
    return Grounded(
        event.text, f"{scope}:{body}{told}", area, f"event.{event.org.led.rule}", settled, event.year is not None
    )


def _scope(event: EventName, issuing_place: str | None) -> str:
    """In what an event's name is unique: its area, the country, the issuing place; ? if that is unknown."""
    led = event.org.led
    if led.area is not None:
        return led.area.code
    if event.wide:
        return "CN"
    home = home_of(issuing_place)
    if led.word or home is None:
        return f"?{led.word}"
    return f"@{home.code}"
