"""Layouts that were written after the reader had been mended by all others: how it reads what nobody looked at."""
from pages import layout, links, ps, NAV, FOOT, RELATED, TEASERS, COMMENTS, SHARE, PLACES, SPA, CYR, HAN
from pages_publishers import ld, meta
from sentences import FRENCH, GERMAN, JAPANESE, PORTUGUESE, VIETNAMESE


def kompas(r, t, x): return f'<div class="header__wrap">{links(r, 7)}</div><div class="col-bs10-7"><h1 class="read__title">{t}</h1><div class="read__time">Kompas - 26/11/2026, 15:00 WIB</div><div class="read__content"><div class="clearfix">{ps(x[:2])}<p><strong>Baca juga: <a href="/b">Kudeta di Gabon</a></strong></p>{ps(x[2:])}</div></div><div class="tag__article__wrap"><ul>{links(r, 3)}</ul></div></div>'


def detik(r, t, x): return f'<div class="nav-top">{links(r, 6)}</div><article class="detail"><h1 class="detail__title">{t}</h1><div class="detail__date">Kamis, 26 Nov 2026 15:00 WIB</div><div class="detail__body itp_bodycontent_wrapper"><div class="detail__body-text itp_bodycontent">{ps(x[:2])}<div class="lihatjg"><strong>Lihat juga Video: </strong><a href="/v">Gempa</a></div>{ps(x[2:])}<div class="detail__body-tag"><a href="/t">pelabuhan</a></div></div></div></article>'


def monitor(r, t, x): return NAV(r) + f'<section class="article-page"><h1 class="title-medium">{t}</h1><div class="article-page_summary"><h3>What you need to know:</h3><ul><li>Work has stopped</li></ul></div>' + "".join(f'<div class="paragraph-wrapper"><p>{p}</p></div>' for p in x) + '</section>' + TEASERS(r) + FOOT(r), ["What you need to know:", "Work has stopped"]


def corriere(r, t, x): return NAV(r) + f'<main><h1 class="title-art-hp is-large">{t}</h1><div class="content"><div class="chapter">' + "".join(f'<p class="chapter-paragraph">{p}</p>' for p in x[:3]) + '<div class="bck-media-news"><a href="/n">LEGGI ANCHE Golpe in Gabon</a></div>' + "".join(f'<p class="chapter-paragraph">{p}</p>' for p in x[3:]) + '</div></div></main>' + FOOT(r)


def vocento(r, t, x): return NAV(r) + f'<article class="voc-d"><header class="voc-d__h"><h1 class="voc-title">{t}</h1></header><div class="voc-d-c">' + "".join(f'<p class="voc-p">{p}</p>' for p in x) + '<div class="voc-topics__header">Temas</div><ul class="voc-topics">' + links(r, 3) + '</ul></div></article>' + FOOT(r)


def telegram(r, t, x): return f'<main class="tgme_main"><div class="tgme_channel_info"><div class="tgme_channel_info_description">News of the coast</div></div><section class="tgme_channel_history">' + "".join(f'<div class="tgme_widget_message_wrap"><div class="tgme_widget_message_bubble"><div class="tgme_widget_message_text js-message_text">{p}</div><div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span></div></div></div>' for p in x) + '</section></main>'


def wiki(r, t, x): return f'<div id="mw-navigation"><div id="p-navigation">{links(r, 8)}</div></div><div id="content" class="mw-body"><h1 id="firstHeading">{t}</h1><div id="siteSub">From an encyclopedia</div><div id="mw-content-text"><div class="mw-parser-output"><div id="toc" class="toc"><ul>{links(r, 4)}</ul></div>' + "".join(f'<p>{p}<sup class="reference"><a href="#c">[1]</a></sup></p>' for p in x) + f'<div class="navbox"><ul>{links(r, 9)}</ul></div></div></div><div id="catlinks">{links(r, 3)}</div></div>'


def reddit(r, t, x): return f'<header>{links(r, 4)}</header><shreddit-post><h1 slot="title">{t}</h1><div slot="text-body"><div class="md">{ps(x)}</div></div></shreddit-post><shreddit-comment-tree>' + "".join(f'<shreddit-comment><div slot="comment"><p>They did the same in {p}, wait for it.</p></div></shreddit-comment>' for p in PLACES[:3]) + '</shreddit-comment-tree>'


def advisory(r, t, x): return f'<div id="masthead">{links(r, 5)}</div><div id="page-body"><table summary="layout"><tr><td class="leftnav">{links(r, 7, "<br>", "span")}</td><td class="maincell"><h2>{t}</h2>' + "".join(f'<p class="MsoNormal"><span lang="EN-GB">{p}</span></p>' for p in x) + '</td></tr></table></div>' + FOOT(r)


def central_bank(r, t, x): return NAV(r) + f'<div class="container body-content"><div class="row"><div class="col-xs-12"><h3 class="title">{t}</h3><div class="panel panel-default"><div class="panel-body">{ps(x)}</div></div><div class="panel panel-attachments"><a href="x.pdf">Statement (PDF)</a></div></div></div></div>' + FOOT(r)


def exchange(r, t, x): return f'<form id="aspnetForm"><input type=hidden name="__VIEWSTATE" value="{"A" * 3000}"><div class="ms-nav">{links(r, 6)}</div><div id="DeltaPlaceHolderMain"><div class="ms-rtestate-field"><h1>{t}</h1>' + "".join(f'<div>{p}</div><div>&#8203;</div>' for p in x) + '</div></div></form>'


def nikkei(r, t, x): return f'<nav>{links(r, 6)}</nav><article><h1 class="title_t">{t}</h1><section class="container_c">' + "".join(f'<p class="paragraph_p">{p}</p>' for p in x) + '</section><div class="relatedArticles_r"><h2>関連記事</h2><ul>' + links(r, 3) + '</ul></div></article>'


def tuoitre(r, t, x): return f'<div class="menu-top">{links(r, 7)}</div><div class="detail__main"><h1 class="detail-title">{t}</h1><div class="detail-content afcbc-body">{ps(x[:1])}<div class="VCSortableInPreviewMode alignRight"><a href="/k">Đảo chính ở Gabon</a></div>{ps(x[1:])}</div><div class="detail-tab">{links(r, 3)}</div></div>'


def welt(r, t, x): return NAV(r) + f'<article class="c-article"><h2 class="c-headline">{t}</h2><div class="c-article-text c-content-container">{ps(x)}<div class="c-inline-teaser-list"><ul>{links(r, 3)}</ul></div></div></article>' + FOOT(r)


def ouest(r, t, x): return NAV(r) + f'<article id="contenu"><h1>{t}</h1><div class="bloc-texte content-article"><div class="su-contenu">{ps(x)}</div></div><div class="su-promo"><p>Abonnez-vous pour un euro le premier mois et lisez sans publicité.</p></div></article>' + FOOT(r)


def guancha(r, t, x): return f'<div class="header-nav"><ul>{links(r, 6)}</ul></div><ul class="two-coloum fix"><li class="left left-main"><h3>{t}</h3><div class="time fix"><span>2026-11-26 16:00:00</span></div><div class="content all-txt">{"".join(f"<p>{p}</p>" for p in x)}</div></li><li class="right right-main"><div class="module-news">{links(r, 8, "", "p")}</div></li></ul>'


def caixin(r, t, x): return f'<div class="navBottom">{links(r, 8, "", "a")}</div><div class="conri"><h1>{t}</h1><div class="artInfo" id="artInfo">2026年11月26日 16:00</div><div id="Main_Content_Val" class="text">{"".join(f"<p>　　{p}</p>" for p in x)}</div><div class="pip_rel"><ul>{links(r, 4)}</ul></div></div>'


def kommersant(r, t, x): return NAV(r) + f'<article class="article doc"><header class="doc_header"><h1 class="doc_header__name">{t}</h1></header><div class="doc__body article_text_wrapper">' + "".join(f'<p class="doc__text">{p}</p>' for p in x) + '<p class="doc__text document_authors">Иван Иванов</p></div></article>' + FOOT(r), ["Иван Иванов"]


def lusa(r, t, x): return f'<div class="barra">{links(r, 5)}</div><div class="noticia"><h1>{t}</h1><div class="corpo">' + "<br><br>".join(x) + f'</div></div><div class="ultimas"><h3>Últimas</h3><ul>{links(r, 8)}</ul></div>'


def punch(r, t, x): return NAV(r) + f'<div class="single-article"><h1 class="post-title">{t}</h1><div class="post-content">{ps(x[:2])}<div class="post-content-ads"><p>Kindly share this story:</p></div>{ps(x[2:])}<p>All rights reserved. This material may not be published or rewritten without permission.</p></div></div>' + COMMENTS(r)


def gov_notice(r, t, x): return f'<div class="topbar"><p>Official portal</p></div><ul class="menu">{links(r, 6)}</ul><section id="notice"><dl class="view"><dt>Title</dt><dd>{t}</dd><dt>Date</dt><dd>2026-11-26</dd></dl><div class="view_cont">{ps(x)}</div><ul class="prevnext">{links(r, 2)}</ul></section>'


def cards_stack(r, t, x): return NAV(r) + f'<main><div class="swiper">' + "".join(f'<div class="swiper-slide"><h3><a href="/{p}">{p}: talks fail</a></h3></div>' for p in PLACES[:6]) + f'</div><div class="prose lg:prose-xl mx-auto"><h1>{t}</h1>{ps(x)}</div></main>' + FOOT(r)


LATE = [
    layout("Indonesian portal", kompas), layout("Indonesian portal, see also", detik), layout("East African daily", monitor, head=ld), layout("Italian daily", corriere, head=ld), layout("Spanish group", vocento, "es", SPA, head=ld), layout("channel of a messenger", telegram),
    layout("encyclopedia", wiki), layout("discussion site", reddit), layout("advisory from a word processor", advisory), layout("central bank", central_bank), layout("exchange, form around all", exchange), layout("Japanese daily", nikkei, "ja", JAPANESE, n=4), layout("Vietnamese daily, boxes", tuoitre, "vi", VIETNAMESE, n=4),
    layout("German daily, inline teasers", welt, "de", GERMAN, head=ld), layout("French regional", ouest, "fr", FRENCH, head=ld), layout("Chinese opinion portal, list items", guancha, "zh", HAN), layout("Chinese financial", caixin, "zh", HAN), layout("Russian business daily", kommersant, "ru", CYR, head=ld),
    layout("Portuguese agency", lusa, "pt", PORTUGUESE), layout("Nigerian daily", punch, head=meta), layout("government notice", gov_notice), layout("utility classes", cards_stack, head=meta),
]
