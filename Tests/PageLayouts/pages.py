"""Pages of our own in the layouts that news sites have, each with the paragraphs that are its article.

pages() yields (name, html, title, paragraphs). Texts are made of our own sentences; only the structure imitates: containers, classes,
menus, boxes, comments, notices, hidden blocks, unclosed tags, tables, text between <br>, text in other scripts."""
import collections.abc, dataclasses, random
from sentences import TITLES

PLACES = "Callao Mombasa Gwadar Piraeus Lobito Chancay Djibouti Tema Hambantota Beira Kyaukphyu Walvis".split()
ACTORS = ["the port authority", "the ministry of transport", "the operator", "a union spokesman", "the regional governor", "the contractor",
          "the audit office", "a company official", "the coast guard", "the railway agency"]
ACTS = ["said on Tuesday that work on the new berth had stopped after a dispute over wages", "confirmed that the eastern line will stay closed until repairs are finished",
        "rejected claims that the contract had been awarded without a tender", "told reporters that two cranes were damaged when the storm came ashore",
        "asked residents to stay away from the site while the inquiry goes on", "expects traffic to return to normal levels within three weeks",
        "has set aside a further 40 million dollars for the access road", "warned that a longer stoppage would delay grain shipments across the region",
        "denied a report that the lender had asked for early repayment", "promised to publish the findings of the commission before the end of the month",
        "described the talks, which lasted until midnight, as open and useful", "had earlier raised the fee for containers that wait longer than ten days"]
HAN = ["港口管理局星期二表示，新泊位的工程因工资纠纷已经停工，恢复日期尚未确定。", "运输部证实，东线铁路将关闭至维修完成为止，预计需要三个星期。", "工会发言人说，谈判持续到午夜，双方同意下周继续协商工作条件。",
       "承包商否认合同未经招标授予的说法，并表示将公布全部文件供公众查阅。", "审计署要求运营方在月底前提交关于起重机损坏情况的完整报告。"]
CYR = ["Администрация порта сообщила во вторник, что работы на новом причале остановлены из-за спора о заработной плате.",
       "Министерство транспорта подтвердило, что восточная линия останется закрытой до завершения ремонта.",
       "Представитель профсоюза заявил, что переговоры продолжались до полуночи и будут возобновлены на следующей неделе.",
       "Подрядчик отверг сообщения о том, что контракт был заключён без проведения тендера."]
SPA = ["La autoridad portuaria dijo el martes que las obras del nuevo muelle se detuvieron por una disputa salarial.",
       "El ministerio de transporte confirmó que la línea oriental seguirá cerrada hasta que terminen las reparaciones.",
       "Un portavoz del sindicato señaló que las conversaciones duraron hasta la medianoche y seguirán la próxima semana.",
       "La contratista negó que el contrato se hubiera adjudicado sin licitación, según un comunicado."]


def paragraphs(r, n, pool=None):
    if pool: return [" ".join(r.sample(pool, 2)) if " " in pool[0] else "".join(r.sample(pool, 2)) for _ in range(n)]
    out = []
    for _ in range(n):
        s = []
        for _ in range(r.randint(2, 4)):
            a = r.choice(ACTORS)
            s.append(a[0].upper() + a[1:] + " in " + r.choice(PLACES) + " " + r.choice(ACTS) + ".")
        out.append(" ".join(s))
    return out


def links(r, n, sep="", tag="li"):
    return sep.join(f'<{tag}><a href="/{i}">{r.choice(PLACES)} {r.choice(["strike", "budget", "election", "football", "weather", "markets", "default"])} {i}</a></{tag}>' for i in range(n))


def ps(x): return "".join(f"<p>{t}</p>" for t in x)


NAV = lambda r: f'<nav><ul>{links(r, 8)}</ul></nav>'
DIVNAV = lambda r: f'<div id="topmenu" class="menu-bar"><ul>{links(r, 9)}</ul></div>'
FOOT = lambda r: '<footer><p>Copyright 2026 The Daily Example. All rights reserved. Terms of use and privacy policy apply to every page of this site.</p><ul>' + links(r, 5) + '</ul></footer>'
COOKIE = '<div class="cookie-banner" role="dialog"><p>We use cookies to improve your experience. By continuing you agree to our use of cookies as the policy describes.</p><button>Accept</button></div>'
RELATED = lambda r: f'<div class="related-stories"><h3>Related stories</h3><ul>{links(r, 5)}</ul></div>'
TEASERS = lambda r: '<div class="sidebar-widget"><h4>Most read</h4>' + "".join(f'<div class="teaser"><a href="/t{i}"><h5>{p} crisis deepens</h5></a><p>{p}: what we know so far about the events of the week.</p></div>' for i, p in enumerate(r.sample(PLACES, 3))) + '</div>'
COMMENTS = lambda r: '<section id="comments" class="comments-area"><h3>3 comments</h3><ol class="comment-list">' + "".join(f'<li class="comment"><p>I live in {p} and this is simply not true, the harbour has been shut for months and nobody cares.</p></li>' for p in r.sample(PLACES, 3)) + '</ol></section>'
SHARE = '<div class="social-share"><a href="#f">Share on Facebook</a> <a href="#t">Tweet</a> <a href="#w">WhatsApp</a></div>'
NEWSLETTER = '<div class="newsletter-signup"><p>Sign up to our newsletter and get the top stories every morning in your inbox.</p><form><input name=e><button>Sign up</button></form></div>'
HIDDEN = '<div style="display:none">Kenya defaults on its bond and soldiers seize power in Gabon.</div>'
BYLINE = '<div class="byline">By A. Writer</div><div class="timestamp"><time datetime="2026-11-26T08:00:00Z">26 Nov 2026</time></div>'
FIG = '<figure><img src="a.jpg"><figcaption>A view of the harbour. Photo: Agency/File</figcaption></figure>'


@dataclasses.dataclass
class Layout:
    """`wrap` gives the body of a page from a source of chance, a title and paragraphs; where other words of the body are the article's too, beside it a list of them."""
    name: str
    wrap: collections.abc.Callable
    lang: str = "en"
    pool: list | None = None
    n: int = 6
    head: collections.abc.Callable | None = None
    encoding: str = "utf-8"
    # Whether the page declares its encoding, or another one that it declares.
    declared: bool | str = True


layout = Layout


LAYOUTS = [
    layout("article element", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{BYLINE}{ps(x)}</article>' + FOOT(r)),
    layout("article with aside inside", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<aside class="related">{RELATED(r)}</aside>{ps(x[2:])}</article>' + FOOT(r)),
    layout("main and sidebar", lambda r, t, x: COOKIE + NAV(r) + f'<main><h1>{t}</h1>{ps(x)}{SHARE}</main>' + TEASERS(r) + FOOT(r)),
    layout("WordPress entry-content", lambda r, t, x: DIVNAV(r) + f'<div id="primary"><div class="post hentry"><h1 class="entry-title">{t}</h1><div class="entry-content">{ps(x)}{SHARE}</div></div>{COMMENTS(r)}</div>' + TEASERS(r)),
    layout("Blogger post-body", lambda r, t, x: f'<div class="main-outer"><h3 class="post-title">{t}</h3><div class="post-body entry-content">' + "<br><br>".join(x) + f'</div></div>{COMMENTS(r)}' + TEASERS(r)),
    layout("Drupal field", lambda r, t, x: DIVNAV(r) + f'<div class="node"><h1>{t}</h1><div class="field field-name-body"><div class="field-items"><div class="field-item even">{ps(x)}</div></div></div></div>' + FOOT(r)),
    layout("schema articleBody", lambda r, t, x: NAV(r) + f'<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{t}</h1><div itemprop="articleBody">{ps(x)}</div></div>' + RELATED(r) + FOOT(r)),
    layout("div soup", lambda r, t, x: f'<div class="a1"><div class="b7">{links(r, 8, " | ", "span")}</div><div class="c3"><div class="d4"><h1>{t}</h1><div class="e9">{ps(x)}</div></div><div class="f2"><ul>{links(r, 6)}</ul></div></div></div>'),
    layout("table of 2003", lambda r, t, x: f'<table width=760><tr><td colspan=3>{links(r, 7, " | ", "b")}</td></tr><tr><td width=150><font size=1>{links(r, 9, "<br>", "font")}</font></td><td><font face=arial><b>{t}</b><p>' + "<p>".join(x) + f'</font></td><td>{links(r, 6, "<br>", "i")}</td></tr><tr><td colspan=3><font size=1>Copyright 2003 Example Media</font></td></tr></table>'),
    layout("unclosed paragraphs", lambda r, t, x: NAV(r) + f'<div class=story><h1>{t}</h1><p>' + "<p>".join(x) + '</div>' + FOOT(r)),
    layout("br separated", lambda r, t, x: DIVNAV(r) + f'<div id="newstext"><h2>{t}</h2>' + "<br/><br/>".join(x) + '</div>' + f'<div class="footer">{links(r, 4)}</div>'),
    layout("TRS editor, Chinese", lambda r, t, x: f'<div class="nav">{links(r, 6, " ", "span")}</div><div class="article"><h1>{t}</h1><div class="TRS_Editor">' + "".join(f"<p>　　{p}</p>" for p in x) + f'</div><div class="editor">责任编辑：甲乙</div></div><div class="related"><ul>{links(r, 4)}</ul></div>', "zh", HAN),
    layout("People's Daily kind", lambda r, t, x: f'<div class="path">首页 > 国际</div><div class="rm_txt_con cf">' + ps(x) + f'</div><div class="edit cf">（责编：甲）</div><div class="tj"><ul>{links(r, 5)}</ul></div>', "zh", HAN),
    layout("Cyrillic news", lambda r, t, x: NAV(r) + f'<article class="news"><h1>{t}</h1><div class="news__text">{ps(x)}</div></article>' + TEASERS(r), "ru", CYR),
    layout("Spanish daily", lambda r, t, x: COOKIE + NAV(r) + f'<article><header><h1>{t}</h1><h2 class="subtitle">Las partes vuelven a reunirse la próxima semana</h2></header><div class="article-body">{ps(x)}</div></article>' + RELATED(r), "es", SPA),
    layout("broadcaster story-body", lambda r, t, x: NAV(r) + f'<div class="story-body"><h1>{t}</h1>{FIG}{ps(x)}<ul class="story-body__link-list">{links(r, 3)}</ul></div>' + RELATED(r) + FOOT(r)),
    layout("pull quotes and subheads", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<h2>What happens next</h2>{ps(x[2:4])}<h2>Background</h2>{ps(x[4:])}</article>' + FOOT(r)),
    layout("related box in the middle", lambda r, t, x: NAV(r) + f'<div class="content"><h1>{t}</h1>{ps(x[:3])}<div class="read-more-box"><h4>Read more</h4><ul>{links(r, 3)}</ul></div>{ps(x[3:])}</div>' + FOOT(r)),
    layout("promo paragraphs", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<p><a href="/x">READ ALSO: Gabon coup leaves port workers without pay</a></p>{ps(x[2:])}</article>' + FOOT(r)),
    layout("newsletter in the middle", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:3])}{NEWSLETTER}{ps(x[3:])}</article>' + FOOT(r)),
    layout("hidden block", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{HIDDEN}{ps(x)}</article>' + FOOT(r)),
    layout("comments longer than the story", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x)}</article>' + COMMENTS(r) + COMMENTS(r), n=2),
    layout("cards of other articles", lambda r, t, x: NAV(r) + f'<main><article class="full"><h1>{t}</h1>{ps(x)}</article><section class="more-news">' + "".join(f'<article class="card"><h3><a href="/{p}">{p} talks fail</a></h3><p>A short line on {p}.</p></article>' for p in r.sample(PLACES, 4)) + '</section></main>' + FOOT(r)),
    layout("AMP", lambda r, t, x: f'<amp-sidebar><ul>{links(r, 6)}</ul></amp-sidebar><main role="main"><article class="amp-wp-article"><h1 class="amp-wp-title">{t}</h1><div class="amp-wp-article-content">{ps(x)}</div></article></main>' + FOOT(r)),
    layout("wire service, pre", lambda r, t, x: f'<div id=menu>{links(r, 6, " ", "span")}</div><h1>{t}</h1><div class="wire">' + ps(x) + '<p>Reporting by staff.</p></div>', n=5),
    layout("government site", lambda r, t, x: DIVNAV(r) + f'<div id="content-area"><div class="breadcrumb">Home / News / 2026</div><h2>{t}</h2><div class="text-content">{ps(x)}</div><div class="print"><a href="#">Print</a></div></div>' + FOOT(r)),
    layout("company release", lambda r, t, x: NAV(r) + f'<section class="press-release"><h1>{t}</h1><div class="release-body">{ps(x)}</div></section>' + FOOT(r)),
    layout("list in the story", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<ul><li>{x[2]}</li><li>{x[3]}</li></ul>{ps(x[4:])}</article>' + FOOT(r)),
    layout("links in sentences", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>' + "".join("<p>" + p.replace(" said", ' <a href="/s">said</a>', 1).replace("the ", '<a href="/w">the</a> ', 1) + "</p>" for p in x) + '</article>' + FOOT(r)),
    layout("spans for every sentence", lambda r, t, x: NAV(r) + f'<div class="paywall-article"><h1>{t}</h1>' + "".join("<p>" + " ".join(f"<span>{s}.</span>" for s in p.rstrip(".").split(". ")) + "</p>" for p in x) + '</div>' + FOOT(r)),
    layout("divs for paragraphs", lambda r, t, x: NAV(r) + f'<div class="article__body"><h1>{t}</h1>' + "".join(f'<div class="paragraph">{p}</div>' for p in x) + '</div>' + RELATED(r) + FOOT(r)),
    layout("section per paragraph", lambda r, t, x: NAV(r) + f'<main>' + f'<header><h1>{t}</h1></header>' + "".join(f'<section class="text-block"><div><p>{p}</p></div></section>' for p in x) + '</main>' + FOOT(r)),
    layout("trending inside the container", lambda r, t, x: NAV(r) + f'<div class="container"><div class="col-8"><h1>{t}</h1>{ps(x)}</div><div class="col-4 trending"><h3>Trending</h3>' + "".join(f"<p><a href='/{p}'>{p}: strike enters third week as talks collapse</a></p>" for p in r.sample(PLACES, 5)) + '</div></div>' + FOOT(r)),
    layout("skip links and search", lambda r, t, x: '<a class="skip-link" href="#m">Skip to content</a><form role="search"><label>Search this site for news</label><input></form>' + NAV(r) + f'<div role="main" id="m"><h1>{t}</h1>{ps(x)}</div>' + FOOT(r)),
    layout("author box at the end", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x)}<div class="author-bio"><h4>About the author</h4><p>A. Writer covers ports and railways and has lived in three countries on two continents.</p></div></article>' + FOOT(r)),
    layout("tags and copyright in the text", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x)}<ul class="tags">{links(r, 4)}</ul><p class="copyright">Copyright Example Media. No part may be republished.</p></article>'),
    layout("noscript and scripts", lambda r, t, x: '<noscript><p>Please enable JavaScript to read this site in full.</p></noscript>' + NAV(r) + f'<article><h1>{t}</h1>{ps(x[:3])}<script>var related = "<p>Coup in Gabon</p>"; if (a<b && c>d) document.write(related);</script>{ps(x[3:])}</article>' + FOOT(r)),
    layout("edited text", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>' + "".join(f"<p>{p} <del>An earlier line that was wrong.</del></p>" for p in x) + '</article>' + FOOT(r)),
    layout("deep wrappers", lambda r, t, x: NAV(r) + "<div>" * 40 + f'<h1>{t}</h1>{ps(x)}' + "</div>" * 40 + FOOT(r)),
    layout("huge inline style and data", lambda r, t, x: "<style>" + ".x{color:red}" * 2000 + "</style>" + NAV(r) + f'<article><h1>{t}</h1><img src="data:image/png;base64,{"QUJD" * 5000}">{ps(x)}</article>' + FOOT(r)),
    layout("custom elements", lambda r, t, x: f'<site-header>{links(r, 6)}</site-header><story-view><h1>{t}</h1><story-text>{ps(x)}</story-text></story-view>' + FOOT(r)),
    layout("text in the body itself", lambda r, t, x: f'<p>{links(r, 6, " | ", "span")}</p><h1>{t}</h1>' + ps(x) + '<hr><p><a href="/">Home</a> <a href="/a">About</a></p>'),
    layout("short bulletin", lambda r, t, x: NAV(r) + f'<div class="news-item"><h1>{t}</h1><p>{x[0]}</p></div>' + RELATED(r) + TEASERS(r) + FOOT(r), n=1),
    layout("live blog", lambda r, t, x: NAV(r) + f'<div class="liveblog"><h1>{t}</h1>' + "".join(f'<div class="live-post"><span class="time">1{i}:30</span><p>{p}</p></div>' for i, p in enumerate(x)) + '</div>' + FOOT(r)),
    layout("interview", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>' + "".join(f"<p><strong>Why did it happen?</strong></p><p>{p}</p>" for p in x) + '</article>' + FOOT(r)),
    layout("quotes in blockquote", lambda r, t, x: NAV(r) + f'<article><h1>{t}</h1>{ps(x[:2])}<blockquote><p>{x[2]}</p></blockquote>{ps(x[3:])}</article>' + FOOT(r)),
]


def gold(name, x, more):
    if name == "interview": return [q for p in x for q in ("Why did it happen?", p)]
    return x + more


def pages(layouts, copies=1):
    """Yields layout, page in its encoding, title, paragraphs."""
    for c in range(copies):
        for i, kind in enumerate(layouts):
            r = random.Random(1000 * c + i)
            title = TITLES.get(kind.lang) or f"Work stops at port of {r.choice(PLACES)}"
            x = paragraphs(r, kind.n, kind.pool)
            label = kind.encoding if kind.declared is True else kind.declared
            head = (f'<meta charset="{label}">' if label else "") + f'<title>{title} - The Daily Example</title><meta property="og:title" content="{title}"><link rel="canonical" href="https://daily.example/{i}">'
            if kind.head: head += kind.head(title, x)
            body = kind.wrap(r, title, x)
            body, more = body if isinstance(body, tuple) else (body, [])
            html = f'<!doctype html><html lang="{kind.lang}"><head>{head}</head><body>{body}</body></html>'
            yield kind, html.encode(kind.encoding, "xmlcharrefreplace"), title, gold(kind.name, x, more)
