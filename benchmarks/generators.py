"""What builds the corpus: Brèves, and its peers that are installed here (found on PATH)."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import Story

__all__ = ["BREVES", "PEERS", "Generator"]


@dataclass(frozen=True, slots=True)
class Generator:
    """A site generator: how to lay out its folder, build, serve, and where a story's page is.

    ``files`` are its configuration and templates by path; ``template`` is the one of all pages, of
    which ``mark`` is a part that stands in it once. ``serve`` has "{port}" in it. ``slow`` ones get
    fewer edits.
    """

    name: str
    program: str
    build: tuple[str, ...]
    serve: tuple[str, ...]
    files: dict[str, str]
    article: str
    write: Callable[[Story], str]
    output: str
    page: str
    template: str
    mark: str
    slow: bool = False

    def missing(self) -> str | None:
        """Why it cannot be measured, or None."""
        return None if shutil.which(self.program) else f"there is no {self.program} on PATH"

    def lay(self, folder: Path, stories: Iterable[Story]) -> None:
        """Make its folder."""
        shutil.rmtree(folder, ignore_errors=True)
        for name, text in self.files.items():
            _write(folder / name, text)
        for story in stories:
            self.save(folder, story)

    def save(self, folder: Path, story: Story) -> None:
        """Write one article."""
        _write(folder / self.article.format(story.number), self.write(story))

    def change_template(self, folder: Path) -> None:
        """Change the template of all pages."""
        place = folder / self.template
        text = place.read_text()
        if self.mark not in text:
            raise SystemExit(f"{self.name}: {place} has no {self.mark}")
        place.write_text(text.replace(self.mark, f"<!-- anew -->{self.mark}", 1))

    def pages(self, folder: Path) -> int:
        """Count the pages of the site."""
        return sum(1 for _ in (folder / self.output).rglob("*.html"))


def _write(place: Path, text: str) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text(text, encoding="utf-8")


def _head(story: Story, tags: str) -> dict[str, object]:
    return {
        "title": story.title,
        "date": story.date,
        "actors": list(dict.fromkeys(story.actors)),
        tags: [story.tag],
        "days": [story.date],
    }


def _hugo(story: Story) -> str:
    return json.dumps(_head(story, "tags")) + "\n\n" + "\n\n".join(story.paragraphs) + "\n"


def _eleventy(story: Story) -> str:
    return f"---\n{json.dumps(_head(story, 'topics'))}\n---\n\n" + "\n\n".join(story.paragraphs) + "\n"


def _pelican(story: Story) -> str:
    head = (
        f"Title: {story.title}\nDate: {story.date}\nSlug: {story.number:05}\nTags: {story.tag}\n"
        f"Authors: {'; '.join(dict.fromkeys(story.actors))}\n"
    )
    return head + "\n" + "\n\n".join(story.paragraphs) + "\n"


_BASE_TEMPLATE = Path(__file__).parents[1] / "templates" / "base.html"

BREVES = Generator(
    name="Brèves",
    program=sys.executable,
    build=(sys.executable, "-m", "generator", "build", "--quiet"),
    serve=(sys.executable, "-m", "generator", "watch", "--port", "{port}"),
    files={
        "breves.toml": 'title = "Banc"\n',
        "templates/base.html": _BASE_TEMPLATE.read_text(encoding="utf-8"),
    },
    article="content/{:05}.md",
    write=Story.brief,
    output="site",
    page="briefs/a{:05}.html",
    template="templates/base.html",
    mark="</body>",
)

_HTML = '<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>{title}</title></head>\n'

_HUGO = {
    "hugo.toml": 'baseURL = "/"\ntitle = "Banc"\ndisableKinds = ["RSS", "sitemap"]\npaginate = 20\n'
    '[taxonomies]\nactor = "actors"\ntag = "tags"\nday = "days"\n',
    "layouts/_default/baseof.html": _HTML.format(title="{{ .Title }}")
    + '<body><nav><a href="/">Banc</a></nav>{{ block "main" . }}{{ end }}</body></html>',
    "layouts/_default/single.html": '{{ define "main" }}<h1>{{ .Title }}</h1><p>{{ .Date.Format "2006-01-02" }}</p><ul>'
    '{{ range .GetTerms "actors" }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'
    "{{ .Content }}{{ end }}",
    "layouts/_default/list.html": '{{ define "main" }}<h1>{{ .Title }}</h1>{{ range .Pages }}'
    '<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p></article>{{ end }}{{ end }}',
    "layouts/index.html": '{{ define "main" }}{{ range (.Paginate .Site.RegularPages).Pages }}'
    '<article><h2><a href="{{ .RelPermalink }}">{{ .Title }}</a></h2><p>{{ .Summary }}</p></article>{{ end }}{{ end }}',
}

_ELEVENTY_LIST = (
    "<h1>{{ title or group.name }}</h1>{% for post in group.posts %}"
    '<article><h2><a href="{{ post.url }}">{{ post.data.title }}</a></h2><p>{{ post.rawInput | head }}</p></article>{% endfor %}'
)


def _eleventy_group(key: str) -> str:
    return (
        f"---\npagination: {{data: collections.{key}, size: 1, alias: group}}\nlayout: base.njk\n"
        f'permalink: "/{key}/{{{{ group.name | slugify }}}}/"\n---\n{_ELEVENTY_LIST}\n'
    )


_ELEVENTY = {
    "package.json": '{"private": true}\n',
    "eleventy.config.cjs": """
const posts = (api) => api.getFilteredByGlob("content/posts/*.md");
const groups = (key) => (api) => {
  const found = new Map();
  for (const post of posts(api)) for (const name of post.data[key] || []) {
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(post);
  }
  return [...found].map(([name, posts]) => ({ name, posts }));
};
module.exports = (config) => {
  for (const key of ["actors", "topics", "days"]) config.addCollection(key, groups(key));
  config.addCollection("posts", (api) => posts(api).reverse());
  config.addFilter("head", (text) => (text || "").slice(0, 300));
  return { dir: { input: "content", output: "public", includes: "../layouts" }, markdownTemplateEngine: false };
};
""",
    "layouts/base.njk": _HTML.format(title="{{ title }}")
    + '<body><nav><a href="/">Banc</a></nav>{{ content | safe }}</body></html>',
    "layouts/post.njk": "---\nlayout: base.njk\n---\n<h1>{{ title }}</h1><ul>{% for actor in actors %}"
    '<li><a href="/actors/{{ actor | slugify }}/">{{ actor }}</a></li>{% endfor %}</ul>{{ content | safe }}',
    "content/posts/posts.11tydata.cjs": "module.exports = { layout: 'post.njk', "
    "permalink: (data) => `/posts/${data.page.fileSlug}/` };\n",
    "content/index.njk": "---\npagination: {data: collections.posts, size: 20, alias: found}\nlayout: base.njk\n"
    'permalink: "{% if pagination.pageNumber %}/page/{{ pagination.pageNumber + 1 }}{% endif %}/"\n---\n'
    '{% for post in found %}<article><h2><a href="{{ post.url }}">{{ post.data.title }}</a></h2>'
    "<p>{{ post.rawInput | head }}</p></article>{% endfor %}\n",
    **{f"content/{key}.njk": _eleventy_group(key) for key in ("actors", "topics", "days")},
}

_PELICAN_PAGE = '{% extends "base.html" %}{% block content %}'
_PELICAN_LIST = (
    _PELICAN_PAGE + "{% for article in (articles_page.object_list if articles_page else articles) %}"
    '<article><h2><a href="/{{ article.url }}">{{ article.title }}</a></h2>{{ article.summary }}</article>{% endfor %}{% endblock %}'
)
_PELICAN = {
    "pelicanconf.py": """
AUTHOR, SITENAME, SITEURL, TIMEZONE, DEFAULT_LANG = "Banc", "Banc", "", "UTC", "fr"
PATH, OUTPUT_PATH, THEME = "content", "public", "theme"
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DEFAULT_PAGINATION = 20
PAGINATED_TEMPLATES = {"index": None}
ARTICLE_URL, ARTICLE_SAVE_AS = "posts/{slug}/", "posts/{slug}/index.html"
AUTHOR_URL, AUTHOR_SAVE_AS = "actors/{slug}/", "actors/{slug}/index.html"
TAG_URL, TAG_SAVE_AS = "tags/{slug}/", "tags/{slug}/index.html"
DAY_ARCHIVE_SAVE_AS = "days/{date:%Y}-{date:%m}-{date:%d}/index.html"
CATEGORY_SAVE_AS = ARCHIVES_SAVE_AS = CATEGORIES_SAVE_AS = ""
""",
    "theme/templates/base.html": _HTML.format(title="{{ SITENAME }}")
    + '<body><nav><a href="/">Banc</a></nav>{% block content %}{% endblock %}</body></html>',
    "theme/templates/article.html": _PELICAN_PAGE
    + "<h1>{{ article.title }}</h1><ul>{% for actor in article.authors %}"
    '<li><a href="/{{ actor.url }}">{{ actor }}</a></li>{% endfor %}</ul>{{ article.content }}{% endblock %}',
    **{
        f"theme/templates/{name}.html": _PELICAN_LIST
        for name in ("index", "author", "tag", "category", "period_archives", "archives")
    },
    **{
        f"theme/templates/{name}.html": _PELICAN_PAGE + "{% endblock %}"
        for name in ("authors", "tags", "categories", "page")
    },
    "theme/static/empty.css": "",
}

PEERS = (
    Generator(
        name="Hugo",
        program="hugo",
        build=("hugo", "--quiet"),
        serve=("hugo", "server", "--port", "{port}", "--disableLiveReload"),
        files=_HUGO,
        article="content/posts/{:05}.md",
        write=_hugo,
        output="public",
        page="posts/{:05}/",
        template="layouts/_default/baseof.html",
        mark="</body>",
    ),
    Generator(
        name="Eleventy",
        program="eleventy",
        build=("eleventy", "--quiet"),
        serve=("eleventy", "--quiet", "--serve", "--port={port}"),
        files=_ELEVENTY,
        article="content/posts/{:05}.md",
        write=_eleventy,
        output="public",
        page="posts/{:05}/",
        template="layouts/base.njk",
        mark="</body>",
        slow=True,
    ),
    Generator(
        name="Pelican",
        program="pelican",
        build=("pelican", "--quiet"),
        serve=("pelican", "--quiet", "--autoreload", "--listen", "--port", "{port}"),
        files=_PELICAN,
        article="content/{:05}.md",
        write=_pelican,
        output="public",
        page="posts/{:05}/",
        template="theme/templates/base.html",
        mark="</body>",
        slow=True,
    ),
)
