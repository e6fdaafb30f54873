"""Parameters with which the tests ask every named query of the invented graph."""

from kg.query.library import NamedQuery

BY_PARAMETER = {
    "person": "陆听澜",
    "other": "沈知远",
    "event": "揭牌仪式",
    "post": "区长",
    "body": "西湖区科技局",
    "place": "西湖区",
    "article": "揭牌",
    "name": "揭牌仪式",
    "head": "陆听澜",
    "tail": "揭牌仪式",
    "start": "2025-08-01",
    "end": "2025-10-31",
    "since": "2025-08",
    "on": "2025-09-30",
}
BY_QUERY = {
    "who-holds": {"body": "西湖区人民政府"},
    "subordinates": {"body": "西湖区人民政府"},
    "meetings-of-person": {"person": "顾长风"},
    "day": {"on": "2025-10-28"},
    "planned-events": {"on": "2025-10-28"},
}


def parameters_for(query: NamedQuery) -> dict[str, str]:
    """Return the parameters that a query needs and those that make its answer worth comparing."""
    given = {**BY_PARAMETER, **BY_QUERY.get(query.name, {})}
    return {p.name: given[p.name] for p in query.parameters if p.name in given}
