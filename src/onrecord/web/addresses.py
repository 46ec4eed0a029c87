"""How a page gets its address, and the same with `.json` behind it for its data."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from onrecord.web.answer import Desk

At = Annotated[Desk, Depends()]
View = Callable[..., Response]


def screens_of(router: APIRouter) -> Callable[[str], Callable[[View], View]]:
    """What gives views of a router their addresses: `screen("/claims")` is `/claims`, and `/claims.json`."""

    def screen(path: str) -> Callable[[View], View]:
        def register(view: View) -> View:
            doc: Any = {"summary": (view.__doc__ or "").split("\n")[0]}
            router.get(f"{path}.json", **doc)(view)
            router.get(path, include_in_schema=False)(view)
            return view

        return register

    return screen
