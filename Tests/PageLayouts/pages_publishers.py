"""Layouts of content management systems and large publishers. As pages.py has them: only the structure imitates, the text is our own."""
import json
from pages import layout, links, ps, NAV, FOOT, RELATED, TEASERS, COMMENTS, COOKIE, PLACES
from sentences import FRENCH, GERMAN, PORTUGUESE

DATE = "2026-11-26T08:00:00+00:00"


def ld(t, x, kind="NewsArticle", **more):
    return '<script type="application/ld+json">' + json.dumps({"@context": "https://schema.org", "@type": kind, "headline": t, "datePublished": DATE, **more}, ensure_ascii=False) + "</script>"


def graph(t, x):
    return '<script type="application/ld+json">' + json.dumps({"@context": "https://schema.org", "@graph": [
        {"@type": "Organization", "@id": "#org", "name": "The Daily Example"}, {"@type": "WebSite", "name": "The Daily Example", "potentialAction": [{"@type": "SearchAction"}]},
        {"@type": "BreadcrumbList", "itemListElement": [{"@type": "ListItem", "position": 1, "name": "World"}]},
        {"@type": "NewsArticle", "headline": t, "datePublished": DATE, "dateModified": "2026-11-26T09:30:00+00:00", "author": {"@id": "#a"}, "publisher": {"@id": "#org"}}]}, ensure_ascii=False) + "</script>"


def meta(t, x): return f'<meta property="article:published_time" content="{DATE}">'


def gutenberg(r, t, x):
    return (f'<div class="wp-site-blocks"><header class="wp-block-template-part"><nav class="wp-block-navigation"><ul class="wp-block-navigation__container">{links(r, 7)}</ul></nav></header>'
            f'<main class="wp-block-group" id="wp--skip-link--target"><h1 class="wp-block-post-title">{t}</h1><div class="wp-block-post-date"><time datetime="{DATE}">November 26, 2026</time></div>'
            f'<div class="entry-content wp-block-post-content is-layout-constrained">{ps(x[:2])}<figure class="wp-block-image"><img src="q.jpg"><figcaption class="wp-element-caption">Harbour, file picture</figcaption></figure>{ps(x[2:])}</div>'
            f'<div class="wp-block-group has-background"><h2>Recent posts</h2><ul class="wp-block-latest-posts__list">{links(r, 5)}</ul></div></main><footer class="wp-block-template-part"><p>Proudly powered by a blog engine</p></footer></div>')


def newspaper_theme(r, t, x):
    return (f'<div class="td-header-wrap"><div class="td-header-menu-wrap-full"><ul class="sf-menu">{links(r, 8)}</ul></div></div><div class="td-main-content-wrap"><div class="td-container"><div class="td-pb-row"><div class="td-pb-span8 td-main-content">'
            f'<article class="post type-post"><div class="td-post-header"><ul class="td-category"><li class="entry-category"><a href="/w">World</a></li></ul><header class="td-post-title"><h1 class="entry-title">{t}</h1><div class="td-module-meta-info">By <a href="/a">Staff</a> - <time class="entry-date" datetime="{DATE}">Nov 26</time></div></header></div>'
            f'<div class="td-post-content tagdiv-type">{ps(x[:2])}<div class="td-a-rec td-a-rec-id-content_inline"><span class="td-adspot-title">- Advertisement -</span></div>{ps(x[2:])}</div>'
            f'<footer><div class="td-post-source-tags"><ul class="td-tags"><li><span>TAGS</span></li>{links(r, 3)}</ul></div><div class="td-block-row td-post-next-prev"><div class="td-post-prev-post"><span>Previous article</span><a href="/p">Coup in Gabon leaves the port shut</a></div></div>'
            f'<div class="author-box-wrap"><div class="desc"><div class="td-author-name">Staff</div><div class="td-author-description">Staff writes about harbours and has done so for years.</div></div></div></footer></article>'
            f'</div><div class="td-pb-span4 td-main-sidebar"><aside class="td_block_template_1 widget"><h4 class="block-title">Latest news</h4><ul>{links(r, 6)}</ul></aside></div></div></div></div>' + FOOT(r))


def elementor(r, t, x):
    return (f'<div data-elementor-type="header" class="elementor elementor-location-header"><nav class="elementor-nav-menu--main"><ul class="elementor-nav-menu">{links(r, 6)}</ul></nav></div>'
            f'<div data-elementor-type="single-post" class="elementor elementor-location-single post"><section class="elementor-section"><div class="elementor-container"><div class="elementor-column"><div class="elementor-widget-wrap">'
            f'<div class="elementor-element elementor-widget elementor-widget-theme-post-title"><h1 class="elementor-heading-title">{t}</h1></div><div class="elementor-element elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{ps(x)}</div></div>'
            f'<div class="elementor-widget-share-buttons"><span class="elementor-share-btn__text">Share</span></div><div class="elementor-element elementor-widget elementor-widget-posts"><div class="elementor-posts-container">'
            + "".join(f'<article class="elementor-post"><h3 class="elementor-post__title"><a href="/{p}">{p} in the news</a></h3><div class="elementor-post__excerpt"><p>What happened at {p} this week and why it matters to traders.</p></div></article>' for p in r.sample(PLACES, 3))
            + '</div></div></div></div></div></section></div>' + FOOT(r))


def drupal10(r, t, x):
    return (f'<div class="dialog-off-canvas-main-canvas"><header role="banner"><div class="region region-primary-menu"><nav role="navigation" class="block block-menu"><ul class="menu">{links(r, 7)}</ul></nav></div></header>'
            f'<main role="main"><a id="main-content"></a><div class="layout-content"><div class="region region-content"><div data-drupal-messages-fallback class="hidden"></div><div id="block-page-title" class="block"><h1 class="page-title"><span class="field field--name-title">{t}</span></h1></div>'
            f'<div class="block block-system-main-block"><article class="node node--type-news node--view-mode-full"><div class="node__content"><div class="field field--name-field-date field__item"><time datetime="{DATE}">26 Nov</time></div><div class="clearfix text-formatted field field--name-body field__item">{ps(x)}</div></div></article></div>'
            f'<div class="views-element-container block block-views"><h2>More news</h2><div class="view view-related"><div class="view-content">' + "".join(f'<div class="views-row"><span class="field-content"><a href="/{p}">{p}: loan default feared</a></span></div>' for p in r.sample(PLACES, 4))
            + '</div></div></div></div></div></main></div>' + FOOT(r))


def arc_fusion(r, t, x):
    return (f'<div id="fusion-app"><div class="b-masthead"><div class="c-nav">{links(r, 8, "", "span")}</div></div><section role="main" class="b-right-rail__main-interior-item"><h1 class="b-headline">{t}</h1><div class="b-byline">By <a href="/x">Desk</a></div><div class="b-date">November 26, 2026 at 8:00 a.m.</div>'
            f'<article class="b-article-body">' + "".join(f'<p class="c-paragraph">{p}</p>' + ('<div class="b-interstitial-link"><a href="/c">Related: Coup leaders close the border</a></div>' if i == 1 else "") for i, p in enumerate(x))
            + f'</article><div class="b-author-bio"><p class="c-paragraph">The Desk covers harbours.</p></div></section><section class="b-results-list">' + "".join(f'<div class="b-results-list__item"><h2><a href="/{p}">{p} council votes</a></h2><p>The council of {p} voted late.</p></div>' for p in r.sample(PLACES, 3)) + '</section></div>')


def medium(r, t, x):
    return (f'<div id="root"><div class="a b c"><div class="d e"><a href="/m">Open in app</a><a href="/s">Sign up</a><a href="/i">Sign in</a></div><article class="meteredContent"><div class="l"><div class="f g"><section><div><div class="ck cl"><h1 class="pw-post-title fo fp">{t}</h1><div class="bq"><a href="/u">Writer</a><span>·</span><span>5 min read</span><span>·</span><span>Nov 26, 2026</span></div>'
            + "".join(f'<p class="pw-post-body-paragraph mj mk">{p}</p>' for p in x) + f'</div></div></section></div></div></article><div class="ab ac"><div class="oi">{links(r, 4, "", "div")}</div><div class="pw-multi-vote-count">312</div></div>'
            f'<div class="sp"><h2 class="be">More from Writer</h2>' + "".join(f'<div class="bn"><h2><a href="/{p}">What {p} taught me</a></h2><h3>A short essay about harbours and time</h3></div>' for p in r.sample(PLACES, 3)) + '</div></div></div>')


def substack(r, t, x):
    return (f'<div class="main-menu"><div class="topbar">{links(r, 4, "", "span")}</div></div><div class="single-post-container"><article class="typography newsletter-post post"><div class="post-header"><h1 class="post-title">{t}</h1><h3 class="subtitle">Notes from the quay</h3></div>'
            f'<div class="available-content"><div class="body markup">{ps(x[:3])}<div class="subscription-widget-wrap"><div class="subscription-widget"><p class="cta-caption">This newsletter is supported by readers. To receive new posts consider subscribing.</p></div></div>{ps(x[3:])}</div></div></article>'
            f'<div id="discussion" class="comments-page"><h4>Discussion about this post</h4><div class="comment-body"><p>I disagree with all of this and the harbour is fine.</p></div></div></div>')


def blogspot2015(r, t, x):
    return (f'<div class="body-fauxcolumns"></div><div class="content-outer"><div class="main-inner"><div class="column-center-inner"><div class="blog-posts hfeed"><div class="date-outer"><h2 class="date-header"><span>Thursday, 26 November 2026</span></h2><div class="post-outer"><div class="post hentry"><h3 class="post-title entry-title" itemprop="name">{t}</h3>'
            f'<div class="post-body entry-content" itemprop="description articleBody"><div style="text-align: justify;">' + '</div><div style="text-align: justify;"><br /></div><div style="text-align: justify;">'.join(x) + '</div></div>'
            f'<div class="post-footer"><span class="post-author">Posted by Someone at 08:00</span><span class="post-labels">Labels: {links(r, 3, ", ", "span")}</span></div></div></div></div></div><div class="blog-pager"><a href="/n">Newer Post</a></div></div>'
            f'<div class="column-right-inner"><aside><div class="widget BlogArchive"><h2>Blog Archive</h2><ul>{links(r, 9)}</ul></div></aside></div></div></div>')


def ghost(r, t, x):
    return (f'<div class="gh-viewport"><header class="gh-head"><nav class="gh-head-menu"><ul class="nav">{links(r, 5)}</ul></nav></header><main class="gh-main"><article class="gh-article post"><header class="gh-article-header gh-canvas"><h1 class="gh-article-title">{t}</h1></header><section class="gh-content gh-canvas">{ps(x[:2])}'
            f'<figure class="kg-card kg-bookmark-card"><a class="kg-bookmark-container" href="/b"><div class="kg-bookmark-title">Soldiers close the airport</div><div class="kg-bookmark-description">An older post on the same coast.</div></a></figure>{ps(x[2:])}</section></article>'
            f'<div class="gh-read-next"><h2>Read more</h2>' + "".join(f'<article class="gh-card post"><h3 class="gh-card-title">{p}</h3><p class="gh-card-excerpt">An excerpt about {p}.</p></article>' for p in r.sample(PLACES, 3)) + '</div></main></div>')


def joomla(r, t, x):
    return (f'<div class="container-header"><div class="container-nav"><ul class="mod-menu mod-list nav">{links(r, 6)}</ul></div></div><div class="site-grid"><div class="grid-child container-component"><nav class="mod-breadcrumbs__wrapper"><ol class="mod-breadcrumbs">{links(r, 3)}</ol></nav><main>'
            f'<div class="com-content-article item-page" itemscope itemtype="https://schema.org/Article"><div class="page-header"><h1 itemprop="headline">{t}</h1></div><dl class="article-info text-muted"><dt>Details</dt><dd class="createdby">Written by: Editor</dd><dd class="hits">Hits: 2117</dd></dl>'
            f'<div itemprop="articleBody" class="com-content-article__body">{ps(x)}</div><ul class="pagination"><li><a href="/p">Prev</a></li><li><a href="/n">Next</a></li></ul></div></main></div><div class="grid-child container-sidebar-right"><ul class="mod-articleslatest">{links(r, 6)}</ul></div></div>')


def squarespace(r, t, x):
    return (f'<div id="siteWrapper"><header id="header" class="header"><nav class="header-nav">{links(r, 5, "", "div")}</nav></header><main id="page" role="main"><article class="sections"><section class="page-section"><div class="content-wrapper"><article class="h-entry entry hentry blog-item-wrapper"><div class="blog-item-title"><h1 class="entry-title entry-title--large p-name">{t}</h1></div>'
            f'<div class="blog-item-content-wrapper"><div class="blog-item-content e-content"><div class="sqs-layout"><div class="sqs-row"><div class="sqs-col-12"><div class="sqs-block html-block"><div class="sqs-block-content">{ps(x)}</div></div></div></div></div></div></div></article></div></section></article></main>' + FOOT(r) + '</div>')


def wix(r, t, x):
    return (f'<div id="SITE_CONTAINER"><div id="SITE_HEADER"><nav>{links(r, 5, "", "div")}</nav></div><div id="PAGES_CONTAINER"><div data-hook="post-page"><article class="post-page__main"><h1 data-hook="post-title"><span class="blog-post-title-font">{t}</span></h1><section data-hook="post-description"><div class="rich-content-viewer"><div>'
            + "".join(f'<p class="_1j-51 Qp0" dir="auto"><span class="_2PHJq"><span>{p}</span></span></p><div class="spacer"><br></div>' for p in x) + f'</div></div></section></article><section data-hook="recent-posts"><h2>Recent Posts</h2>{links(r, 3, "", "div")}</section></div></div></div>')


def bbc_like(r, t, x):
    return (f'<div id="main-wrapper"><nav aria-label="BBC">{links(r, 9, "", "div")}</nav><main id="main-content"><article><div data-component="headline-block"><h1 class="sc-737179d2-0">{t}</h1></div><div data-component="byline-block"><time>4 hours ago</time></div>'
            + "".join(f'<div data-component="text-block" class="sc-18fde0d6-0"><p class="sc-eb7bd5f6-0"><b>{p}</b></p></div>' if i == 0 else f'<div data-component="text-block" class="sc-18fde0d6-0"><p class="sc-eb7bd5f6-0">{p}</p></div>' for i, p in enumerate(x))
            + f'<div data-component="links-block" class="sc-links"><h2>More on this story</h2><ul>{links(r, 4)}</ul></div><div data-component="topic-list"><ul>{links(r, 4)}</ul></div></article></main></div>' + FOOT(r))


def guardian_like(r, t, x):
    return (f'<div class="skip"><a href="#maincontent">Skip to main content</a></div><header><nav data-component="nav2">{links(r, 8)}</nav></header><main data-layout="StandardLayout"><div data-gu-name="headline"><h1>{t}</h1></div><div data-gu-name="standfirst"><p>Talks are to resume next week, officials said</p></div><div data-gu-name="body"><div id="maincontent" class="article-body-commercial-selector article-body-viewer-selector">'
            + ps(x[:3]) + f'<figure data-spacefinder-role="richLink" class="rich-link"><div><a href="/r">Read more: Coup in Gabon</a></div></figure>' + ps(x[3:]) + '</div></div><div class="submeta">Explore more on these topics<ul>' + links(r, 3) + '</ul></div></main>' + FOOT(r), ["Talks are to resume next week, officials said"])


def reuters_like(r, t, x):
    return (f'<div id="fusion-app"><header data-testid="SiteHeader">{links(r, 8, "", "div")}</header><main><article data-testid="Article"><h1 data-testid="Heading">{t}</h1><div class="article-body__wrapper__3VQ"><div class="article-body__content__17Y">'
            + "".join(f'<div data-testid="paragraph-{i}" class="text__text__1FZLe article-body__paragraph__2-BtD">{p}</div>' for i, p in enumerate(x))
            + '<p data-testid="Body" class="sign-off">Reporting by Staff; Editing by Others</p><p data-testid="Body">Our Standards: <a href="/t">The Trust Principles.</a></p></div></div></article>' + f'<div data-testid="ReadNext"><h2>Read Next</h2><ul>{links(r, 5)}</ul></div></main></div>', ["Reporting by Staff; Editing by Others"])


def nyt_like(r, t, x):
    return (f'<div id="app"><div><header class="css-1d8">{links(r, 6, "", "div")}</header><main id="site-content"><article id="story" class="css-1vxca1d"><header><h1 data-testid="headline" class="css-1l8buln">{t}</h1><p id="article-summary" class="css-1n0orw4">The stoppage is the second this year.</p></header><section name="articleBody" class="meteredContent css-1r7ky0e"><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">'
            + "".join(f'<p class="css-at9mc1 evys1bk0">{p}</p>' for p in x[:3]) + '</div></div><div data-testid="Dropzone-1" id="story-ad-1-wrapper"><div class="ad">Advertisement</div><a href="#a">SKIP ADVERTISEMENT</a></div><div class="css-s99gbd StoryBodyCompanionColumn"><div class="css-53u6y8">'
            + "".join(f'<p class="css-at9mc1 evys1bk0">{p}</p>' for p in x[3:]) + '</div></div></section></article></main></div></div>' + FOOT(r), ["The stoppage is the second this year."])


def cnn_like(r, t, x):
    return (f'<div class="header__wrapper"><nav class="header__nav">{links(r, 8, "", "div")}</nav></div><section class="layout__wrapper"><div class="headline"><h1 class="headline__text">{t}</h1></div><article class="article" data-uri="x"><section class="body tabcontent active"><main class="article__main"><div class="article__content-container"><div class="article__content" itemprop="articleBody"><div class="source inline-placeholder"><cite class="source__cite"><span class="source__location">Callao</span> <span class="source__text">Example</span>&nbsp;&mdash;&nbsp;</cite></div>'
            + "".join(f'<p class="paragraph inline-placeholder" data-component-name="paragraph">\n      {p}\n    </p>' for p in x[:3]) + '<div class="related-content related-content--article"><a href="/r"><div class="related-content__headline"><span>RELATED ARTICLE Soldiers seize power</span></div></a></div>' + "".join(f'<p class="paragraph">{p}</p>' for p in x[3:])
            + f'</div></div></main></section></article></section>' + FOOT(r))


def aljazeera_like(r, t, x):
    return (f'<div id="root"><div class="container__inner"><header class="site-header"><nav class="site-header__navigation"><ul class="menu">{links(r, 8)}</ul></nav></header><main id="main-content-area"><header class="article-header"><h1>{t}</h1><p class="article__subhead"><em>The union says talks go on.</em></p></header><div class="article-dates"><div class="date-simple"><span class="screen-reader-text">Published On 26 Nov 2026</span><span aria-hidden="true">26 Nov 2026</span></div></div>'
            f'<div class="wysiwyg wysiwyg--all-content" aria-live="polite">{ps(x[:2])}<div class="more-on"><h2 class="more-on__heading">Recommended Stories</h2><span class="screen-reader-text">list of 2 items</span><ul class="more-on__list">{links(r, 2)}</ul></div>{ps(x[2:])}</div><div class="article-source"><div class="article-source__title">Source: News Agencies</div></div></main></div></div>', ["The union says talks go on."])


def lemonde_like(r, t, x):
    return (f'<header class="Header"><nav>{links(r, 6, "", "div")}</nav></header><main class="article--wrapper"><section class="article__wrapper"><header class="article__header"><h1 class="article__title">{t}</h1><p class="article__desc">Les parties se retrouvent la semaine prochaine.</p></header><article class="article__content old__article-content-single">'
            + "".join(f'<p class="article__paragraph">{p}</p>' for p in x[:2]) + '<section class="inread js-services-inread"><a class="inread__link" href="/i"><span class="inread__text">Lire aussi Coup d’État au Gabon</span></a></section>' + "".join(f'<p class="article__paragraph">{p}</p>' for p in x[2:]) + '</article></section></main>' + FOOT(r), ["Les parties se retrouvent la semaine prochaine."])


def spiegel_like(r, t, x):
    return (COOKIE + f'<header data-area="header">{links(r, 6, "", "div")}</header><main><article><header data-area="intro"><h2><span class="align-middle">{t}</span></h2><div class="RichText leading-loose">Die Gespräche gehen weiter.</div></header><section data-area="body"><div data-area="text" class="RichText RichText--iconLinks"><p>{x[0]}</p></div><div data-area="related_articles>contents" class="clear-both"><h3>Mehr zum Thema</h3>{links(r, 3, "", "div")}</div>'
            + "".join(f'<div data-area="text" class="RichText"><p>{p}</p></div>' for p in x[1:]) + '</section></article></main>' + FOOT(r), ["Die Gespräche gehen weiter."])


def sueddeutsche_like(r, t, x):
    return NAV(r) + f'<article aria-labelledby="article-title" itemscope><header><h2 id="article-title" aria-label="Port: {t}">{t}</h2></header><div itemprop="articleBody">' + "".join(f'<p data-manual="paragraph" class="css-13wylk3">{p}</p>' for p in x) + f'</div><aside aria-labelledby="t"><ul>{links(r, 4)}</ul></aside></article>' + FOOT(r)


def globo_like(r, t, x):
    return (f'<div class="header-top">{links(r, 6, "", "span")}</div><main class="mc-body theme"><div class="title"><h1 class="content-head__title" itemprop="headline">{t}</h1></div><article itemprop="articleBody">' + "".join(f'<div class="mc-column content-text active-extra-styles" data-block-type="unstyled"><p class="content-text__container">{p}</p></div>' for p in x)
            + f'</article><div class="entities"><ul class="entities__list">{links(r, 4)}</ul></div></main><div id="bstn-rtcl-placeholder">{RELATED(r)}</div>')


def amp_full(r, t, x):
    return (f'<amp-sidebar id="s" layout="nodisplay"><ul>{links(r, 8)}</ul></amp-sidebar><header class="i-amphtml-header"><button on="tap:s">Menu</button></header><article class="recipe"><h1>{t}</h1><amp-img src="a" width=1 height=1><noscript><img src="a"></noscript></amp-img><section>{ps(x[:2])}<amp-ad type="doubleclick"><div fallback>No ad to show</div></amp-ad>{ps(x[2:])}</section></article>'
            f'<amp-list src="/more"><template type="amp-mustache"><p>{{{{title}}}}</p></template></amp-list><amp-consent id="c"><div id="consent-ui"><p>We and our partners store information on a device.</p><button>Accept</button></div></amp-consent>')


def apple_newsroom(r, t, x):
    return NAV(r) + f'<main id="main" role="main"><section><article class="article"><div class="article-header"><div class="category-eyebrow"><span>PRESS RELEASE</span></div><h1 class="hero-headline">{t}</h1></div>' + "".join(f'<div class="pagebody text component"><div class="pagebody-copy">{p}</div></div>' for p in x) + '<div class="component sharesheet"><span>Share article</span></div><div class="presscontacts"><h2>Press Contacts</h2><div>press@example.com</div></div></article></section></main>' + FOOT(r)


def prnewswire(r, t, x):
    return (NAV(r) + f'<main><article class="news-release inline-gallery-template"><header class="release-header"><h1>{t}</h1></header><section class="release-body container"><div class="row"><div class="col-lg-10"><p class="prntac"><i>Statement to shareholders</i></p>' + "".join(f'<p>{p}</p>' for p in x)
            + f'<p>SOURCE Example Holdings</p></div></div></section></article></main><section class="more-from"><h2>More Releases From This Source</h2>{TEASERS(r)}</section>', ["Statement to shareholders", "SOURCE Example Holdings"])


def opinion_quote(r, t, x):
    return NAV(r) + f'<div class="story"><h1 class="story-headline">{t}</h1><div class="story-content"><div class="story-text">{ps(x[:3])}</div><blockquote class="twitter-tweet"><p>Berth three is closed until further notice, see the link</p>— Port (@port) <a href="https://t.example/1">November 25, 2026</a></blockquote><div class="story-text">{ps(x[3:])}</div></div></div>' + FOOT(r), ["Berth three is closed until further notice, see the link — Port (@port) November 25, 2026"]


def nextjs(r, t, x):
    return f'<div id="__next"><div class="Layout_wrap__1a"><div class="Nav_nav__x">{links(r, 6, "", "div")}</div><div class="Article_root__9f"><h1 class="Article_h1__2">{t}</h1><div class="Article_text__77">{ps(x)}</div></div></div></div><script id="__NEXT_DATA__" type="application/json">' + json.dumps({"props": {"story": "<p>Soldiers seized power.</p>", "body": x}}) + '</script>'


def thumbs_grid(r, t, x):
    cards = "".join(f'<div class="card"><a href="/{p}"><img src="i"><div class="card-body"><h5 class="card-title">{p}: strike spreads to the rail line</h5><p class="card-text">Workers at {p} have joined the action, unions say, and more may follow before the weekend.</p></div></a></div>' for p in PLACES[:9])
    return NAV(r) + f'<div class="container"><div class="row"><div class="col-md-8"><h1>{t}</h1>{ps(x)}</div></div><div class="row row-cols-3">{cards}</div></div>' + FOOT(r)


def bootstrap_tabs(r, t, x):
    return NAV(r) + f'<div class="container mt-4"><ul class="nav nav-tabs"><li class="nav-item"><a class="nav-link active">Story</a></li><li class="nav-item"><a class="nav-link">Data</a></li></ul><div class="tab-content"><div class="tab-pane active" id="story"><h1>{t}</h1>{ps(x)}</div><div class="tab-pane d-none" id="data"><table><tr><td>Berth</td><td>3</td></tr></table></div></div></div>' + FOOT(r)


def chorus(r, t, x):
    return f'<div class="c-global-header">{links(r, 6, "", "span")}</div><section class="c-article-headline"><h1 class="c-page-title">{t}</h1></section><div class="l-col__main"><div class="c-entry-content">' + "".join(f'<p id="a{i}">{p}</p>' for i, p in enumerate(x)) + f'</div><div class="c-entry-group-labels"><ul>{links(r, 3)}</ul></div></div><div class="l-col__sidebar"><div class="c-compact-river">' + "".join(f'<div class="c-compact-river__entry"><h2><a href="/{p}">{p} explained</a></h2></div>' for p in r.sample(PLACES, 5)) + '</div></div>' + FOOT(r)


def hugo(r, t, x):
    return f'<header class="site-header"><a class="site-title" href="/">Harbour log</a><nav class="menu">{links(r, 3, "", "span")}</nav></header><main aria-label="Content"><div class="post-single"><header class="post-header"><h1 class="post-title">{t}</h1><div class="post-meta"><span title="{DATE}">November 26, 2026</span> · 3 min</div></header><details class="toc"><summary>Table of Contents</summary><ul>{links(r, 3)}</ul></details><div class="post-content">{ps(x)}</div><footer class="post-footer"><ul class="post-tags">{links(r, 2)}</ul><nav class="paginav"><a href="/p">« Prev Coup in Gabon</a></nav></footer></div></main>'


def magento_news(r, t, x):
    return f'<div class="page-wrapper"><div class="nav-sections"><div class="navigation">{links(r, 6)}</div></div><div class="breadcrumbs">{links(r, 3)}</div><main id="maincontent" class="page-main"><div class="page-title-wrapper"><h1 class="page-title">{t}</h1></div><div class="columns"><div class="column main"><div class="post-view"><div class="post-description">{ps(x)}</div></div></div><div class="sidebar sidebar-main"><div class="widget block block-recent-posts"><div class="block-title">Recent Posts</div>{links(r, 5, "", "div")}</div></div></div></main></div>' + FOOT(r)


PUBLISHERS = [
    layout("WordPress, blocks", gutenberg, head=meta), layout("WordPress, newspaper theme", newspaper_theme, head=ld), layout("WordPress, page builder", elementor, head=graph), layout("Drupal 10", drupal10, head=meta),
    layout("Arc", arc_fusion, head=ld), layout("Medium", medium, head=meta), layout("Substack", substack, head=ld), layout("Blogger, justified", blogspot2015), layout("Ghost", ghost, head=ld), layout("Joomla", joomla),
    layout("Squarespace", squarespace, head=ld), layout("Wix", wix, head=ld), layout("British broadcaster, 2024", bbc_like, head=ld), layout("British daily with standfirst", guardian_like, head=meta), layout("Agency, testids", reuters_like, head=ld),
    layout("American daily, companion columns", nyt_like, head=ld), layout("Cable broadcaster", cnn_like, head=ld), layout("Gulf broadcaster", aljazeera_like, head=ld), layout("French daily", lemonde_like, "fr", FRENCH, head=ld),
    layout("German weekly", spiegel_like, "de", GERMAN, head=ld), layout("German daily, labelled", sueddeutsche_like, "de", GERMAN, head=ld), layout("Brazilian portal", globo_like, "pt", PORTUGUESE, head=ld), layout("AMP with ads and consent", amp_full, head=ld),
    layout("Company newsroom, text components", apple_newsroom, head=meta), layout("Release wire", prnewswire, head=meta), layout("Embedded post", opinion_quote, head=ld), layout("Next.js with its data", nextjs, head=meta), layout("Grid of cards below", thumbs_grid, head=meta),
    layout("Bootstrap tabs", bootstrap_tabs), layout("Sports network platform", chorus, head=ld), layout("Static generator", hugo, head=meta), layout("Shop with a blog", magento_news),
]
