"""Calls about resources."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Iterator, Mapping, Optional, Sequence, Union

from ._session import Session
from .errors import NotFound
from .models import ExpiredLock, Import, Resource, read, write_instant

Tags = Union[str, Sequence[str]]

_PAGE = 1000


class ResourceCalls:
    """What a client can ask of resources."""

    _session: Session

    def resources(
        self,
        *,
        tags: Optional[Tags] = None,
        expression: Optional[str] = None,
        name: Optional[str] = None,
        status: Optional[str] = None,
        client_id: Optional[str] = None,
        locked: Optional[bool] = None,
        available: Optional[bool] = None,
        unavailable: Optional[bool] = None,
        sort: Optional[str] = None,
        order: Optional[str] = None,
    ) -> Iterator[Resource]:
        """All resources that fit, page by page."""
        query = {
            "tags": tags,
            "expression": expression,
            "name": name,
            "status": status,
            "client_id": client_id,
            "locked": locked,
            "available": available,
            "unavailable": unavailable,
            "sort": sort,
            "order": order,
        }
        return (read(Resource, item) for item in pages(self._session, "/resources", "resources", query))

    def resource(self, which: Union[int, str]) -> Resource:
        """One resource by its id or its name."""
        if isinstance(which, int):
            return read(Resource, self._session.call("GET", f"/resources/{which}").data)
        for resource in self.resources(name=which):
            return resource
        raise NotFound(404, "resource_not_found", f"There is no resource {which}.", {})

    def create_resource(
        self,
        name: str,
        *,
        description: Optional[str] = None,
        endpoint: Optional[str] = None,
        tags: Optional[Tags] = None,
        max_lock_duration: Optional[int] = None,
    ) -> Resource:
        """Registers a resource (admin)."""
        body = given(
            name=name,
            description=description,
            endpoint=endpoint,
            tags=listed(tags),
            max_lock_duration=max_lock_duration,
        )
        return read(Resource, self._session.call("POST", "/resources", body=body).data)

    def update_resource(self, resource_id: int, **changes: Any) -> Resource:
        """Changes its fields by their names (admin); None takes one back to its default."""
        changes = {name: listed(value) if name == "tags" else value for name, value in changes.items()}
        return read(Resource, self._session.call("PATCH", f"/resources/{resource_id}", body=changes).data)

    def delete_resource(self, resource_id: int, *, force: bool = False) -> None:
        """Removes a resource (admin); with force also while it is locked or held."""
        self._session.call("DELETE", f"/resources/{resource_id}", query={"force": force or None})

    def import_resources(self, descriptor: str, *, prune: bool = False) -> Import:
        """Creates and updates resources by name out of a descriptor in YAML (admin); prune removes all others."""
        return read(
            Import,
            self._session.call("PUT", "/resources", text=descriptor, query={"prune": prune or None}, wait=120).data,
        )

    def export_resources(self) -> str:
        """All resources as a descriptor in YAML."""
        text: str = self._session.call("GET", "/resources/export").data
        return text

    def expired(self, *, since: Optional[datetime] = None, limit: int = 100) -> Sequence[ExpiredLock]:
        """Locks that expired lately, newest first."""
        query = {"since": since and write_instant(since), "limit": limit}
        return [
            read(ExpiredLock, item)
            for item in self._session.call("GET", "/resources/expired", query=query).data["expired"]
        ]

    def set_unavailable(
        self, resource_id: int, reason: str, *, start: Optional[datetime] = None, until: Optional[datetime] = None
    ) -> Resource:
        """Takes a resource out of service (maintainer): from start on, or now; until then, or until set_available."""
        body = given(reason=reason, until=until and write_instant(until))
        if start is not None:
            body["from"] = write_instant(start)
        return read(Resource, self._session.call("POST", f"/resources/{resource_id}/unavailable", body=body).data)

    def set_available(self, resource_id: int) -> Resource:
        """Brings a resource back into service (maintainer)."""
        return read(Resource, self._session.call("POST", f"/resources/{resource_id}/available").data)


def pages(session: Session, path: str, name: str, query: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Every entry of a list that comes in pages."""
    page, seen = 1, 0
    while True:
        answer = session.call("GET", path, query={**query, "page": page, "limit": _PAGE}).data
        yield from answer[name]
        seen += len(answer[name])
        if not answer[name] or seen >= answer["total"]:
            return
        page += 1


def given(**values: Any) -> dict[str, Any]:
    """Those that are not None: the server has its own defaults."""
    return {name: value for name, value in values.items() if value is not None}


def listed(tags: Optional[Tags]) -> Union[str, Sequence[str], None]:
    """Tags as JSON has them."""
    return tags if tags is None or isinstance(tags, str) else list(tags)
