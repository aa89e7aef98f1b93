"""Layouts of portals, agencies and governments by region, many in an encoding other than UTF-8."""
from pages import layout, links, ps, NAV, FOOT, RELATED, TEASERS, COMMENTS, DIVNAV, HAN, CYR, SPA, PLACES
from sentences import ARABIC, FRENCH, GREEK, HEBREW, JAPANESE, KOREAN, POLISH, TRADITIONAL, TURKISH, VIETNAMESE, GERMAN
from pages_publishers import ld, meta

HANLINKS = lambda n, tag="li": "".join(f'<{tag}><a href="/{i}.shtml">{w}</a></{tag}>' for i, w in zip(range(n), ["国际要闻", "海外工程安全形势严峻", "财经频道", "体育", "军事观察", "某国政变后续", "娱乐", "房产", "汽车"]))


def han(x): return "".join(f"<p>　　{p}</p>\n" for p in x)


def sohu(r, t, x): return f'<div id="main-header" class="area"><div class="nav area"><ul>{HANLINKS(8)}</ul></div></div><div class="location area"><a>首页</a> &gt; <a>新闻</a></div><div class="article-container"><div class="left main"><div class="text"><div class="text-title"><h1>{t}</h1><div class="article-info"><span class="time" id="news-time">2026-11-26 16:00</span> 来源: <a>港口观察</a></div></div><article class="article" id="mp-editor"><p data-role="original-title" style="display:none">原标题：{t}</p>{han(x)}<p><a href="/"><span>返回搜狐，查看更多</span></a></p><p data-role="editor-name">责任编辑：甲乙</p></article><div class="statement">平台声明：该文观点仅代表作者本人</div></div><div class="groom-read"><ul>{HANLINKS(5)}</ul></div></div><div class="right sidebar"><h3>推荐阅读</h3><ul>{HANLINKS(6)}</ul></div></div>'


def sina(r, t, x): return f'<div class="top-banner"><div class="main-nav">{HANLINKS(9, "span")}</div></div><div class="main-content w1240"><h1 class="main-title">{t}</h1><div class="top-bar-wrap"><div class="date-source"><span class="date">2026年11月26日 16:00</span><span class="source">港口日报</span></div></div><div class="article-content-left"><div class="article" id="article">{han(x)}<p class="show_author">责任编辑：甲乙 </p></div><div class="article-bottom"><div class="keywords"><label>文章关键词：</label>{HANLINKS(2, "span")}</div></div></div><div class="article-content-right"><div class="tab-cont"><ul>{HANLINKS(7)}</ul></div></div></div>'


def netease(r, t, x): return f'<div class="N-nav-channel">{HANLINKS(9, "span")}</div><div class="wrapper clearfix" id="container"><div class="post_main"><h1 class="post_title">{t}</h1><div class="post_info">2026-11-26 16:00:00　来源: <a>港口观察</a> <a class="post_jubao">举报</a></div><div class="post_content" id="content"><div class="post_body">{han(x)}</div><div class="post_statement">特别声明：以上内容为自媒体平台用户上传并发布，本平台仅提供信息存储服务。</div><div class="post_recommends"><h3>相关推荐</h3><ul>{HANLINKS(5)}</ul></div></div></div><div class="post_side"><ul>{HANLINKS(6)}</ul></div></div>'


def xinhua(r, t, x): return f'<div class="header domPC"><div class="header-nav">{HANLINKS(7, "span")}</div></div><div class="main clearfix"><div class="head-line clearfix"><h1><span class="title">{t}</span></h1></div><div class="main-left left"><div id="detail"><span id="detailContent">{han(x)}</span></div><div id="articleEdit"><span class="tiyi1">【纠错】</span><span class="editor">【责任编辑:甲乙】</span></div></div><div class="main-right right"><div class="columBox"><ul>{HANLINKS(5)}</ul></div></div></div><div class="foot">新华网版权所有</div>'


def govcn(r, t, x): return f'<div class="header_nav"><ul>{HANLINKS(7)}</ul></div><div class="BreadcrumbNav">首页 &gt; 新闻</div><div class="article oneColumn pub_border"><h1>{t}</h1><div class="pages-date">2026-11-26 16:00<span class="font">来源：某某网</span></div><div class="pages_content" id="UCAP-CONTENT">{han(x)}</div><div class="editor"><span>责任编辑：甲乙</span></div><div class="related"><h2>相关稿件</h2><ul>{HANLINKS(4)}</ul></div></div><div class="footer">主办单位：某部门　京ICP备00000000号</div>'


def chinadaily_old(r, t, x): return f'<table width="990" align="center"><tr><td>{HANLINKS(8, "span")}</td></tr></table><table width="990" align="center"><tr><td width="700" valign="top"><div id="Title_e"><h1>{t}</h1></div><div id="Content">{han(x)}</div><div>（编辑：甲）</div></td><td width="280"><div><ul>{HANLINKS(7)}</ul></div></td></tr></table>'


def toutiao(r, t, x): return f'<div id="root"><div class="article-detail-container"><div class="left-sidebar"><div class="detail-like"></div></div><div class="main"><div class="article-content"><h1>{t}</h1><div class="article-meta"><span>2026-11-26 16:00</span><span class="name"><a>港口观察</a></span></div><article class="syl-article-base syl-page-article tt-article-content">{"".join(f"<p data-track={i}>{p}</p>" for i, p in enumerate(x))}</article></div><div class="detail-end-tag"><ul>{HANLINKS(2)}</ul></div><div class="ttp-comment-block"><ul class="comment-list"><li>这不是真的，港口早就关了，没有人管。</li></ul></div></div><div class="right-sidebar"><div class="hot-board">{HANLINKS(6, "p")}</div></div></div></div>'


def wechat(r, t, x): return f'<div id="js_article" class="rich_media"><div class="rich_media_inner"><div id="page-content"><div class="rich_media_area_primary"><div id="img-content"><h1 class="rich_media_title" id="activity-name">{t}</h1><div id="meta_content" class="rich_media_meta_list"><span class="rich_media_meta">港口观察</span> <em id="publish_time">2026-11-26 16:00</em></div><div class="rich_media_content" id="js_content" style="visibility: hidden; opacity: 0; ">{"".join(f"<section><p><span style=letter-spacing:1px>{p}</span></p></section>" for p in x)}</div></div></div></div></div></div><div id="js_pc_qr_code" style="display:none">微信扫一扫关注该公众号</div>'


def taiwan(r, t, x): return f'<div class="header"><ul class="menu">{links(r, 6)}</ul></div><section class="whitecon"><div class="whitecon_content"><h1>{t}</h1><div class="text boxTitle boxText" data-desc="內容頁"><span class="time">2026/11/26 16:00</span>{ps(x[:2])}<p class="appE1121">請繼續往下閱讀...</p>{ps(x[2:])}<p class="before_ir">一手掌握經濟脈動</p></div></div></section><aside class="right">{HANLINKS(5, "p")}</aside>'


def hongkong(r, t, x): return f'<table width=760 border=0><tr><td>{links(r, 7, " | ", "span")}</td></tr><tr><td><font size=4><b>{t}</b></font><br><br>' + "<br><br>".join(x) + f'</td><td width=160>{links(r, 6, "<br>", "span")}</td></tr></table>'


def yahoo_jp(r, t, x): return f'<div id="wrapper"><header>{links(r, 5)}</header><main><div id="contentsWrap"><article><header><h1>{t}</h1><p>11/26(木) 17:00配信</p></header><div class="article_body"><div><p class="sc-highLightSearchTarget">' + "<br><br>".join(x) + f'</p></div></div></article><div class="sc-rank"><h2>あわせて読みたい記事</h2><ul>{links(r, 5)}</ul></div></div></main></div>'


def naver(r, t, x): return f'<header class="Nheader">{links(r, 6, "", "span")}</header><div id="ct_wrap"><div id="ct"><div class="media_end_head"><h2 id="title_area" class="media_end_head_headline"><span>{t}</span></h2><div class="media_end_head_info_datestamp"><span class="_ARTICLE_DATE_TIME" data-date-time="2026-11-26 17:00:00">2026.11.26. 오후 5:00</span></div></div><div id="newsct_article"><article id="dic_area" class="go_trans _article_content">' + "<br><br>".join(x) + f'</article></div><div class="media_end_copyright">Copyright ⓒ 예시일보. 무단 전재 금지.</div></div><div class="section_latest"><ul>{links(r, 5)}</ul></div></div>'


def tass(r, t, x): return f'<div id="header">{links(r, 7, "", "span")}</div><main><div class="ds_ext_title"><h1>{t}</h1><h3 class="NewsHeader_lead">Переговоры продолжатся на следующей неделе</h3></div><article>{"".join(f"<p class=Paragraph_paragraph__9>{p}</p>" for p in x)}</article><div class="tags_list">{links(r, 3)}</div></main>', ["Переговоры продолжатся на следующей неделе"]


def ria(r, t, x): return f'<div class="page__bg"><div class="header">{links(r, 6, "", "span")}</div><div class="layout-article__main"><div class="article__header"><div class="article__info-date"><a>11:00 26.11.2026</a></div><h1 class="article__title">{t}</h1></div><div class="article__body">' + "".join(f'<div class="article__block" data-type="text"><div class="article__text">{p}</div></div>' for p in x[:2]) + '<div class="article__block" data-type="article"><div class="article__article"><a href="/x"><span class="article__article-desc">В Габоне произошёл переворот</span></a></div></div>' + "".join(f'<div class="article__block" data-type="text"><div class="article__text">{p}</div></div>' for p in x[2:]) + '</div></div></div>'


def ru_1998(r, t, x): return f'<body bgcolor=white><center><h2>{t}</h2></center><table><tr><td valign=top>{links(r, 7, "<br>", "font")}</td><td>' + "".join(f"<p align=justify>{p}\n" for p in x) + '</td></tr></table><hr><center><font size=-1>(c) 1998</font></center>'


def interia(r, t, x): return NAV(r) + f'<main class="ids-main"><article class="ids-article"><h1>{t}</h1><p class="ids-lead">Rozmowy mają być wznowione.</p><div class="ids-content">{ps(x[:2])}<aside class="ids-embed-article"><a href="/">Zobacz: zamach stanu w Gabonie</a></aside>{ps(x[2:])}</div></article></main>' + FOOT(r), ["Rozmowy mają być wznowione."]


def turkish(r, t, x): return f'<div class="nav">{links(r, 8)}</div><div class="haber-detay"><h1>{t}</h1><h2 class="spot">Taraflar haftaya yeniden görüşecek.</h2><div class="news-detail-text">{ps(x)}</div><div class="etiketler">{links(r, 4)}</div></div><div class="ilgili-haberler">{links(r, 4)}</div>', ["Taraflar haftaya yeniden görüşecek."]


def arabic(r, t, x): return f'<nav>{links(r, 6)}</nav><main dir="rtl"><article class="article"><h1>{t}</h1><div class="article-text">{ps(x)}</div></article><div class="related-articles"><h3>اقرأ أيضا</h3>{links(r, 4)}</div></main>'


def hebrew(r, t, x): return f'<div class="menu">{links(r, 6)}</div><div class="layoutItem ArticleHeaderComponent"><h1 class="mainTitle">{t}</h1></div><div class="layoutContainer articleBody"><div class="public-DraftEditor-content"><div data-contents="true">' + "".join(f'<div class="text_editor_paragraph rtl"><div class="public-DraftStyleDefault-block"><span data-text="true">{p}</span></div></div>' for p in x) + '</div></div></div>'


def greek(r, t, x): return DIVNAV(r) + f'<div class="article-wrapper"><h1 class="title">{t}</h1><div class="story-fulltext">{ps(x)}</div><div class="tags">{links(r, 3)}</div></div>' + FOOT(r)


def vn(r, t, x): return f'<nav class="main-nav"><ul>{links(r, 8)}</ul></nav><section class="section page-detail"><div class="sidebar-1"><div class="header-content"><span class="date">Thứ năm, 26/11/2026, 15:00 (GMT+7)</span></div><h1 class="title-detail">{t}</h1><p class="description">Đàm phán sẽ tiếp tục.</p><article class="fck_detail">' + "".join(f'<p class="Normal">{p}</p>' for p in x) + '<p class="author_mail"><strong>Tác giả</strong></p></article></div><div class="sidebar-2">' + TEASERS(r) + '</div></section>', ["Đàm phán sẽ tiếp tục.", "Tác giả"]


def elpais(r, t, x): return NAV(r) + f'<article id="main-content"><header class="a_e"><h1 class="a_t">{t}</h1><h2 class="a_st">Las partes se reunirán otra vez</h2></header><div class="a_c clearfix" data-dtm-region="articulo_cuerpo">{ps(x[:2])}<section class="a_ei"><header><h3><a href="/x">Más información</a></h3></header><a href="/g">Golpe de Estado en Gabón</a></section>{ps(x[2:])}</div><section class="a_topics"><ul>{links(r, 3)}</ul></section></article>' + FOOT(r), ["Las partes se reunirán otra vez"]


def african_wp(r, t, x): return NAV(r) + f'<div id="content-main"><div id="post-area" class="post"><h1 class="story-title" itemprop="name">{t}</h1><div id="content-area" class="nobylines">{ps(x[:2])}<p><strong>READ MORE: <a href="/z">Zambia misses payment on eurobond</a></strong></p>{ps(x[2:])}<div class="heateor_sss_sharing_container">{links(r, 4)}</div><p>DISCLAIMER: The views expressed here are not those of the publisher.</p></div></div></div>' + COMMENTS(r) + FOOT(r)


def indian(r, t, x): return f'<div class="topnav">{links(r, 9, " ", "span")}</div><div class="container article-section"><h1 class="title" itemprop="headline">{t}</h1><h2 class="sub-title">The stoppage is the second in a year</h2><div class="articlebodycontent" itemprop="articleBody" id="content-body-7">{ps(x[:2])}<div class="article-ad"><p>Advertisement</p></div><div class="also-read"><p><a href="/a">Also read: Airport seized by soldiers</a></p></div>{ps(x[2:])}</div><div class="published-date">Published - November 26, 2026 01:30 pm IST</div></div><div class="related-topics">{links(r, 4)}</div>', ["The stoppage is the second in a year"]


def gov_uk(r, t, x): return f'<a class="govuk-skip-link" href="#c">Skip to main content</a><div class="gem-c-layout-super-navigation-header">{links(r, 6)}</div><main role="main" id="content"><div class="govuk-grid-row"><h1 class="gem-c-heading__text">{t}</h1><p class="gem-c-lead-paragraph">Work is to resume after talks.</p><div class="gem-c-metadata"><dl><dt>From:</dt><dd><a>Ministry</a></dd><dt>Published</dt><dd>26 November 2026</dd></dl></div><div class="gem-c-govspeak govuk-govspeak">{ps(x)}</div></div><div class="gem-c-feedback"><h2>Is this page useful?</h2><button>Yes</button></div></main>', ["Work is to resume after talks."]


def us_gov(r, t, x): return f'<section class="usa-banner"><p>An official website of a government</p></section><header class="usa-header">{links(r, 5)}</header><main class="usa-section"><div class="grid-container"><h1>{t}</h1><div class="usa-prose">{ps(x)}<p class="text-center"># # #</p></div></div></main>' + FOOT(r)


def imf(r, t, x): return DIVNAV(r) + f'<div class="column-padding"><section><p class="title1">PRESS RELEASE NO. 26/400</p><h2>{t}</h2><p>November 26, 2026</p><ul><li>{x[0]}</li><li>{x[1]}</li></ul>{ps(x[2:])}</section></div><div class="contact-info"><p>COMMUNICATIONS DEPARTMENT PHONE: 555 0100</p></div>' + FOOT(r), ["PRESS RELEASE NO. 26/400", "November 26, 2026"]


def windows(r, t, x): return f'<div id="entete">{links(r, 6, " | ", "span")}</div><div id="corps"><h1>{t}</h1><div class="texte">{ps(x)}</div></div><div id="pied">Tous droits réservés</div>'


REGIONS = [
    layout("Chinese portal with column", sohu, "zh", HAN), layout("Chinese portal, wide", sina, "zh", HAN), layout("Chinese portal, self-media, GB18030", netease, "zh", HAN, encoding="gb18030"),
    layout("Chinese agency", xinhua, "zh", HAN), layout("Chinese government", govcn, "zh", HAN), layout("Chinese daily, tables, GBK", chinadaily_old, "zh", HAN, encoding="gbk"), layout("Chinese news app", toutiao, "zh", HAN),
    layout("Chinese public account", wechat, "zh", HAN), layout("Taiwanese daily", taiwan, "zh-Hant", TRADITIONAL), layout("Hong Kong page, Big5", hongkong, "zh-Hant", TRADITIONAL, encoding="big5"),
    layout("Hong Kong page, Big5, undeclared", hongkong, "zh-Hant", TRADITIONAL, encoding="big5", declared=False), layout("Chinese daily, GB2312, undeclared", chinadaily_old, "zh", HAN, encoding="gb2312", declared=False),
    layout("Japanese portal", yahoo_jp, "ja", JAPANESE, n=4), layout("Japanese portal, Shift_JIS", yahoo_jp, "ja", JAPANESE, n=4, encoding="shift_jis"), layout("Japanese portal, EUC-JP", yahoo_jp, "ja", JAPANESE, n=4, encoding="euc-jp"),
    layout("Korean portal", naver, "ko", KOREAN, n=4), layout("Korean portal, EUC-KR", naver, "ko", KOREAN, n=4, encoding="euc-kr"), layout("Russian agency", tass, "ru", CYR), layout("Russian agency, blocks", ria, "ru", CYR),
    layout("Russian page of 1998, KOI8-R", ru_1998, "ru", CYR, encoding="koi8-r"), layout("Russian page of 1998, windows-1251, undeclared", ru_1998, "ru", CYR, encoding="windows-1251", declared=False),
    layout("Polish portal, ISO-8859-2", interia, "pl", POLISH, n=4, encoding="iso-8859-2"), layout("Turkish daily, windows-1254", turkish, "tr", TURKISH, n=4, encoding="windows-1254"),
    layout("Arabic page, windows-1256", arabic, "ar", ARABIC, n=4, encoding="windows-1256"), layout("Arabic page", arabic, "ar", ARABIC, n=4), layout("Hebrew editor", hebrew, "he", HEBREW, n=4), layout("Hebrew editor, windows-1255", hebrew, "he", HEBREW, n=4, encoding="windows-1255"),
    layout("Greek page, ISO-8859-7", greek, "el", GREEK, n=4, encoding="iso-8859-7"), layout("Vietnamese daily", vn, "vi", VIETNAMESE, n=4), layout("Spanish daily with topics", elpais, "es", SPA), layout("African daily", african_wp), layout("Indian daily", indian),
    layout("British government", gov_uk), layout("American government", us_gov), layout("International lender", imf), layout("French page, windows-1252", windows, "fr", FRENCH, encoding="windows-1252"),
    layout("French page, windows-1252 declared as UTF-8", windows, "fr", FRENCH, encoding="windows-1252", declared="utf-8"), layout("German page, UTF-8 declared as Latin-1", windows, "de", GERMAN, declared="iso-8859-1"),
    layout("French page, UTF-16", windows, "fr", FRENCH, encoding="utf-16", declared=False),
]
