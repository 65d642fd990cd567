// Package csv reads tables as an analyst keeps them in a spreadsheet, and makes facts of their rows: who moved
// where, who the people, organizations and models are, which strategies they follow, each with the source that says
// so. Package loader uses it for files that end with .csv or .tsv: loader.LoadFile is the way in. An [Importer] is for
// who has a transaction of their own:
//
//	err := g.Update(ctx, func(tx *graph.Tx) error {
//		im, err := csv.NewImporter(ctx, tx, file)
//		for err == nil {
//			_, err = im.ImportRow(ctx)
//		}
//		if err == io.EOF {
//			return nil
//		}
//		return err
//	})
//
// # The file
//
// Comma-separated values as RFC 4180 has them; semicolons, tabs, vertical bars and the wide signs ，；｜ separate as well as commas: the heading
// line shows which, or a line "sep=;" before all others. Titles and blank lines may stand above the headings, up to
// twenty lines. Cells are trimmed; a line end within quotation marks is LF. Empty cells say nothing, rows of empty cells
// are passed over, and so are words and signs for nothing: -, --, –, —, ?, /, n/a, na, none, null, nil, nan, unknown, not known,
// unclear, undisclosed, not disclosed, not available, not applicable, not given, not specified, unspecified, tbd, tba, tbc, 未知, 不详, 不詳,
// 不明, 无, 無, 暂无, 暫無, 暂缺, 待定, 待查, 待补充, 待确认, 未公开, 未公布, 未披露, 未透露, 未提及, 未说明, 未注明, 未提供, 不适用,
// and the same in traditional characters and in brackets. Signs that cannot be seen, which copying from pages leaves behind, are no part
// of a name; a control character is an error, and so is a sign or a word for the cell above, such as 〃, 同上 and ditto.
//
// A byte order mark says whether a file is UTF-8 or UTF-16. Without one it is UTF-8 if its beginning is; else it is taken
// for GB18030 (which has all of GBK), Big5 or UTF-16, by which it looks like ([Importer.Encoding] tells). [WithEncoding]
// decides over all.
//
// With [WithWorkbook] the file is an .xlsx workbook, of which one sheet is read: the one that is named, or the first that is shown
// and has headings; a hint names others that have tables. Its dates are dates, whatever they look like, and its amounts have the
// currency and the unit that their cells show; formulas are the values that were kept with them. Cells that are merged downwards
// say what they say in each row. Rows that are not shown are read, with a hint. Errors name the cell: "moves.xlsx:Moves!C4".
//
// # Tables
//
// The headings tell which of nine tables it is. Each has other names in English and Chinese, too (see Headings below);
// columns marked * must be there, and filled in every row. "Several" is several things in one cell, separated by ";",
// "；", "、" or line breaks. Where a column takes one name and a cell has several, the row is one for each of them.
//
//	moves           what it makes
//	  person *      tg:person, a tg:Person
//	  from, to      tg:from, tg:to, each an org:Organization; at least one of the two
//	  year          tg:year, a number
//	  when          tg:when, a time (see Times below); gives the year, too, if all of it is in one
//	  role          tg:role, a text
//	  kind          tg:moveKind: hire, departure, founding or promotion
//	  sector        tg:sector, several
//	  team          tg:withTeam: yes or no
//	  team_size     tg:teamSize, a number; says that there is a team, too
//
//	people
//	  person *      the person's name (also under the heading "name")
//	  also_known_as skos:altLabel, several
//	  known_for     tg:knownFor, a text
//	  field         tg:field, several sectors
//
//	organizations
//	  organization *
//	  also_known_as skos:altLabel, several
//	  sector        tg:sector, several
//	  kind          tg:orgKind: giant, hardware maker or start-up
//	  part_of       org:unitOf, an organization; the row's is then an org:OrganizationalUnit, too
//
//	strategies
//	  organization *  tg:of
//	  summary *     tg:summary, a text
//	  sector        tg:sector, several
//	  intended      tg:intended: yes if it is planned or attempted only
//
//	posts
//	  person *      tg:holder
//	  organization *  tg:at
//	  role          tg:role, a text
//	  when          tg:when, a time, or instead
//	  since, until    its beginning and its end
//	  status        tg:status: current or former
//
//	founders        moves of the kind "founding"
//	  founder *     tg:person
//	  organization *  tg:to
//	  from, year, when, role   as in moves
//
//	leaders
//	  leader *      tg:ledBy, a tg:Person
//	  leads *       what the row is about
//	  kind          what that is: model (if nothing is said), product or unit
//	  of            tg:of, or org:unitOf for a unit
//
//	investments
//	  investor *    tg:investor, an organization
//	  investee *    tg:investee, an organization
//	  year, when    as in moves
//	  amount        tg:figure, amounts of money, several (see Amounts below)
//
//	models
//	  model *       the model's name
//	  also_known_as skos:altLabel, several
//	  of            tg:of, the organizations that made it, several
//	  led_by        tg:ledBy, the people who led it, several
//	  field         tg:field, several sectors
//	  year, when    as in moves: when it was released
//
//	all tables
//	  id            the IRI of what the row is about, written "https://…" or with a prefix, "id:…"
//	  source        the text that says so: the claim's prov:hadPrimarySource, by IRI or by name; several are a claim each
//	  paragraph     tg:paragraph, from 1
//	  start, end    tg:start, tg:end: runes in the paragraph, the end exclusive
//	  certainty     tg:certainty: stated, inferred, speculative or disputed
//	  note          tg:note, a text
//	  contradicts   tg:contradicts: what the source speaks against, several, each another source or the id of a row
//
// Words to choose among (kind, certainty, yes and no) may be in Chinese, too, as the vocabulary labels them: 受聘,
// 初創公司, 推斷, 是. Some are understood in other words as well, such as 入職 and 離職. Digits may be wide ones.
//
// A heading that begins with "#" is the analyst's own, and its column is not read; neither is one that counts the rows, such
// as No. or 序号. Any other heading is an error, so that no column is lost by a slip of the pen; [WithColumns] says what
// it means, or that all others are left out. Nothing but numbers may stand in a column without a heading.
//
// Names and texts take a language after "@": the column "person@zh-Hant" holds the name in traditional
// Chinese. The column without one must be there as well for a name; its language is English, or Chinese
// ("zh") for a text with Chinese characters.
//
// # Times
//
// A time is a year, a month, a day, a part of a year or a span, in any form that is not ambiguous: 2024, 2024-3, 2024/3,
// 2024年3月, 二〇二四年三月, 24年3月, 202403, 2024-03-15, 15 March 2024, Mar-24, 2024-03-15 00:00:00, Q3 2023, 2024H1, 2024年上半年,
// early 2024, 年底, ~2024, c. 2024, 2024?, 2022-2024, 2024年3-5月, 2020s, since 2022, 2022-, until 2024, before 2024, 2022年至今,
// 民國113年3月, and all of EDTF (ISO 8601-2:2019, levels 0 and 1).
// What does not tell its year, as Q3, 年底, 15 March, is of the year in the row's column year; last year, 去年, 上个月 are counted
// from [WithToday]. Without these it is kept as a text in tg:when, which is no time, and a hint says so; and so is two years
// ago, recently, 近日.
// 3/4/2024 is an error unless [WithDates] says which number is the day; years have four digits, but beside the name of a
// month, a quarter or 年. What XML Schema's gYear, gYearMonth, date and dateTime can say has these datatypes, all else EDTF's.
//
// # Amounts
//
// An amount is a number of money, in any form that is not ambiguous: US$2.5bn, 25亿元, RMB 300 million, 3亿5000万元, more than
// $10M, 近亿美元, $5-10 million, 数千万元. It makes a tg:Figure with its exact tg:value, the currency as tg:unit, and tg:bound
// where words say how the number is meant; a range makes two, "at least" and "at most". Words for undisclosed say nothing. A
// heading can tell currency and scale for all cells, as "Amount (USD m)" or "金额（万元）". Where nothing tells a currency, a
// hint says so. ¥ alone is an error, since it can be yen. All amounts that rows give of one investment are kept; which of them
// contradict each other query.Disputed says.
//
// # Errors
//
// An error names the first cell of a row that is wrong, and says what else is wrong in the row: cells that can be looked at by
// themselves, such as numbers, times and words to choose among.
//
// # Hints
//
// What is no error but may not be what was meant is told to [WithHints]: a new name with ",", "/", "&", "and", 和, 与 or 及
// between two that are known, or that look like full names; a description in the place of a person's name, such as 某高管; others
// who are meant but not named, as in 张三、李四等, of which only the names are read; a new name with a digit or a colon that
// stands in no other row, as figures and footnotes do; a person's name with brackets; a source that looks like a web address
// without https://; a move from an organization to itself that is no promotion; a year before 1900 or after 2100.
//
// Rows that are none of the table's are not read, and a hint names each: totals, which have a word such as 合计 or Total
// and nothing but figures; footnotes, of which there is one cell with a remark such as "Source: ...", *) or 注：; and the headings
// once more.
//
// # Headings
//
// Case, spaces, hyphens, underscores and brackets do not matter, nor do a plural's s, "name" or 名称 at the end; a heading can be in
// two languages, as From 原公司 is. Beside its own name a column can be headed as follows.
//
//	moves
//	  person: 人物, 姓名, 人員, 人员, 人名, 名字, 人才, 員工, 员工, 成員, 成员, 當事人, 当事人, 候選人,
//	    候选人, name, full name, who, people, employee, talent, candidate, executive, individual,
//	    researcher, staff, member, 離職員工, 离职员工, 離職人員, 离职人员, 離職者, 离职者, 入職人員,
//	    入职人员, 流動人員, 流动人员, 跳槽者;
//	  from: 原公司, 原屬, 原属, 離開, 离开, 原機構, 原机构, 原單位, 原单位, 前公司, 前機構, 前机构, 前單位,
//	    前单位, 原雇主, 原僱主, 前雇主, 前僱主, 原東家, 原东家, 前東家, 前东家, 老東家, 老东家, 上家公司,
//	    離職公司, 离职公司, 離開公司, 离开公司, 原任職公司, 原任职公司, 原任職單位, 原任职单位, 原任職機構,
//	    原任职机构, 原所在公司, 原所在單位, 原所在单位, 流出企業, 流出企业, 流出公司, 流出單位, 流出单位,
//	    流出機構, 流出机构, 來自, 来自, old company, previous company, former company, prior company, last
//	    company, from company, company left, left company, old employer, previous employer, former
//	    employer, prior employer, last employer, old firm, previous firm, former firm, previous
//	    organization, former organization, previous organisation, former organisation, previous
//	    affiliation, former affiliation, ex-employer, ex-company, left, leaving, moved from, departed from,
//	    origin, from org, prev company, prev employer, prior firm, formerly at, previously at, past
//	    employer, past company;
//	  to: 新公司, 去向, 加入, 加盟, 新機構, 新机构, 新單位, 新单位, 新東家, 新东家, 新雇主, 新僱主, 現公司,
//	    现公司, 現職公司, 现职公司, 現任公司, 现任公司, 現東家, 现东家, 現雇主, 现雇主, 現單位, 现单位,
//	    現機構, 现机构, 加入公司, 加盟公司, 入職公司, 入职公司, 下家, 去處, 去处, 目的地, 現任職單位,
//	    现任职单位, 現任職機構, 现任职机构, 現所在公司, 现所在公司, 現所在單位, 现所在单位, 流入企業,
//	    流入企业, 流入公司, 流入單位, 流入单位, 流入機構, 流入机构, 去向公司, 去向單位, 去向单位, new
//	    company, current company, next company, to company, company joined, joined company, hiring company,
//	    destination company, new employer, current employer, next employer, new firm, current firm, new
//	    organization, current organization, new organisation, current organisation, new affiliation,
//	    current affiliation, joined, joining, moved to, went to, hired by, destination, to org, now at,
//	    currently at, present employer, present company;
//	  year: 年, 年份, 年度, 流動年份, 流动年份, 離職年份, 离职年份, 入職年份, 入职年份, year of move, move
//	    year, year moved;
//	  when: 時間, 时间, 日期, 月份, 年月, 發生時間, 发生时间, date, month, time, year month, event date,
//	    announcement date, date announced, announced, 入職時間, 入职时间, 入職日期, 入职日期, 到職日,
//	    到职日, 到職日期, 到职日期, 加入時間, 加入时间, 加入日期, 加盟時間, 加盟时间, 離職時間, 离职时间,
//	    離職日期, 离职日期, 離開時間, 离开时间, 離開日期, 离开日期, 離職年月, 离职年月, 入職年月, 入职年月,
//	    流動時間, 流动时间, 流動日期, 流动日期, 跳槽時間, 跳槽时间, 跳槽日期, 變動時間, 变动时间, 變動日期,
//	    变动日期, 變更日期, 变更日期, 異動日期, 异动日期, date of change, change date, date of move, move
//	    date, date moved, moved, moved on, moved in, transition date, effective date, date joined, joined
//	    date, joining date, join date, date of joining, hire date, hired, start date, date left, left date,
//	    leaving date, departure date, exit date, date of departure;
//	  role: 職務, 职务, 職位, 职位, 職稱, 职称, 職銜, 职衔, 崗位, 岗位, 頭銜, 头衔, 新職位, 新职位, 新職務,
//	    新职务, 現任職務, 现任职务, title, job title, new title, position, new position, new role, job,
//	    designation;
//	  kind: 類型, 类型, type, 方式, 動向, 动向, 變動類型, 变动类型, move type, event;
//	  sector: 行業, 行业, 產業, 产业, 賽道, 赛道, 業務方向, 业务方向, 領域, 领域, 所屬行業, 所属行业,
//	    industry, vertical, business, domain;
//	  team: 團隊, 团队, with team;
//	  team_size: 團隊人數, 团队人数, 團隊規模, 团队规模, 人數, 人数, headcount, number of people;
//	  id: 編號, 编号;
//	  source: 來源, 来源, 出處, 出处, 鏈接, 链接, 連結, 網址, 网址, 消息來源, 消息来源, 信息來源, 信息来源,
//	    資料來源, 资料来源, 數據來源, 数据来源, 來源連結, 来源链接, 原文鏈接, 原文链接, 報道, 报道, 報導,
//	    url, link, source url, source link, reference, citation, article;
//	  paragraph: 段落;
//	  start: 開始, 开始;
//	  end: 結束, 结束;
//	  certainty: 確定性, 确定性, 確定程度, 确定程度, 可信度, confidence, reliability;
//	  note: 備註, 备注, 附註, 附注, 說明, 说明, 詳情, 详情, remark, comment, detail;
//	  contradicts: 牴觸, 牴触, 矛盾;
//
//	people
//	  person: 人物, 姓名, 人員, 人员, 人名, 名字, 人才, 員工, 员工, 成員, 成员, 當事人, 当事人, 候選人,
//	    候选人, name, full name, who, people, employee, talent, candidate, executive, individual,
//	    researcher, staff, member;
//	  also_known_as: 別名, 别名, 別稱, 别称, 又名, 又稱, 又称, 曾用名, 簡稱, 简称, 英文名, 中文名, 昵稱,
//	    昵称, alias, aliases, aka, other names, short name, english name, chinese name, abbreviation,
//	    nickname, former name;
//	  known_for: 知名於, 知名于, 成就, 主要成就, 代表作, notable for, best known for, achievement;
//	  field: 領域, 领域, 研究方向, 研究領域, 研究领域, 專長, 专长, area, research area, expertise,
//	    specialty;
//
//	organizations
//	  organization: 組織, 组织, 公司, 機構, 机构, 企業, 企业, 單位, 单位, 創業公司, 创业公司, 初創公司,
//	    初创公司, 任職公司, 任职公司, 所在公司, 就職公司, 就职公司, 任職單位, 任职单位, company, employer,
//	    firm, org, organisation, institution, startup, affiliation, workplace, name;
//	  kind: 類型, 类型, type;
//	  part_of: 隸屬, 隶属, 母公司, 所屬集團, 所属集团, 集團, 集团, parent, parent company, parent
//	    organization, parent organisation, group, belongs to;
//
//	strategies
//	  organization: 組織, 组织, 公司, 機構, 机构, 企業, 企业, 單位, 单位, 創業公司, 创业公司, 初創公司,
//	    初创公司, 任職公司, 任职公司, 所在公司, 就職公司, 就职公司, 任職單位, 任职单位, company, employer,
//	    firm, org, organisation, institution, startup, affiliation, workplace;
//	  summary: 戰略, 战略, 策略, 摘要, 戰略方向, 战略方向, 戰略內容, 战略内容, strategy, strategy summary,
//	    strategic direction;
//	  intended: 計劃中, 计划中, planned;
//
//	posts
//	  person: 人物, 姓名, 人員, 人员, 人名, 名字, 人才, 員工, 员工, 成員, 成员, 當事人, 当事人, 候選人,
//	    候选人, name, full name, who, people, employee, talent, candidate, executive, individual,
//	    researcher, staff, member, holder;
//	  organization: 組織, 组织, 公司, 機構, 机构, 企業, 企业, 單位, 单位, 創業公司, 创业公司, 初創公司,
//	    初创公司, 任職公司, 任职公司, 所在公司, 就職公司, 就职公司, 任職單位, 任职单位, company, employer,
//	    firm, org, organisation, institution, startup, affiliation, workplace, at;
//	  when: 時間, 时间, 日期, 月份, 年月, 發生時間, 发生时间, date, month, time, year month, event date,
//	    announcement date, date announced, announced;
//	  since: 自, 任職時間, 任职时间, 任職起始, 任职起始, 任職開始, 任职开始, 上任日期, 就任, 上任時間,
//	    上任时间, 就職日期, 就职日期, 到任時間, 到任时间, 起始時間, 起始时间, 開始時間, 开始时间, 開始日期,
//	    开始日期, 入職時間, 入职时间, 入職日期, 入职日期, start date, started, joined, joined date, join
//	    date, date joined, hire date;
//	  until: 至, 離任, 离任, 任職結束, 任职结束, 卸任日期, 離任日期, 离任日期, 卸任時間, 卸任时间,
//	    離任時間, 离任时间, 結束時間, 结束时间, 結束日期, 结束日期, 離職時間, 离职时间, 離職日期, 离职日期,
//	    end date, ended, left, left date, date left, exit date;
//	  status: 狀態, 状态;
//
//	founders
//	  founder: 創辦人, 创办人, 創辦者, 创办者, 創始人, 创始人, 聯合創始人, 联合创始人, 創始團隊, 创始团队,
//	    發起人, 发起人, founded by, co-founder;
//	  year: 年, 年份, 年度, 成立年份, 創立年份, 创立年份, 創辦年份, 创办年份, founding year, year founded,
//	    year of founding;
//	  when: 時間, 时间, 日期, 月份, 年月, 發生時間, 发生时间, date, month, time, year month, event date,
//	    announcement date, date announced, announced, 成立時間, 成立时间, 成立日期, 創立時間, 创立时间,
//	    創辦時間, 创办时间, founded, founding date, date founded, founded in, established, launched;
//
//	leaders
//	  leader: 負責人, 负责人, 領導, 领导, 帶頭人, 带头人, 技術負責人, 技术负责人, lead, led by, head,
//	    headed by, tech lead, project lead, team lead, product lead;
//	  leads: 項目, 项目, 模型, 產品, 产品, 平台, model, product, project, unit, platform;
//	  of: 所屬公司, 所属公司, 組織, 组织, 公司, 機構, 机构, 企業, 企业, 單位, 单位, 創業公司, 创业公司,
//	    初創公司, 初创公司, 任職公司, 任职公司, 所在公司, 就職公司, 就职公司, 任職單位, 任职单位, company,
//	    employer, firm, org, organisation, institution, startup, affiliation, workplace;
//
//	investments
//	  investor: 投資方, 投资方, 投資人, 投资人, 投資者, 投资者, 投資機構, 投资机构, 領投方, 领投方,
//	    領投機構, 领投机构, 出資方, 出资方, backer, lead investor, fund, vc;
//	  investee: 被投方, 被投公司, 被投資方, 被投资方, 被投企業, 被投企业, 被投資企業, 被投资企业, 被投項目,
//	    被投项目, 融資方, 融资方, 融資公司, 融资公司, 融資企業, 融资企业, 標的, 标的, 項目, 项目, invested
//	    in, company invested in, invested company, target, portfolio company, recipient, 組織, 组织, 公司,
//	    機構, 机构, 企業, 企业, 單位, 单位, 創業公司, 创业公司, 初創公司, 初创公司, 任職公司, 任职公司,
//	    所在公司, 就職公司, 就职公司, 任職單位, 任职单位, company, employer, firm, org, organisation,
//	    institution, startup, affiliation, workplace;
//	  year: 年, 年份, 年度;
//	  when: 時間, 时间, 日期, 月份, 年月, 發生時間, 发生时间, date, month, time, year month, event date,
//	    announcement date, date announced, announced, 融資時間, 融资时间, 融資日期, 融资日期, 投資時間,
//	    投资时间, 投資日期, 投资日期, 披露時間, 披露时间, 交易日期, deal date, closing date, close date,
//	    closed;
//	  amount: 金額, 金额, 投資額, 投资额, 投資金額, 投资金额, 融資額, 融资额, 融資金額, 融资金额, 交易金額,
//	    交易金额, 融資規模, 融资规模, 規模, 规模, investment amount, investment, amount invested, amount
//	    raised, total raised, deal size, deal value, round size, sum, size, value, raised, funding;
//
//	models
//	  model: 模型, 大模型, foundation model, llm;
//	  of: 開發商, 开发商, 開發者, 开发者, 研發機構, 研发机构, 研發方, 研发方, 研發公司, 研发公司, 研發單位,
//	    研发单位, 廠商, 厂商, 出品方, 所屬公司, 所属公司, developer, developed by, maker, made by, creator,
//	    owner, lab, vendor, provider, 組織, 组织, 公司, 機構, 机构, 企業, 企业, 單位, 单位, 創業公司,
//	    创业公司, 初創公司, 初创公司, 任職公司, 任职公司, 所在公司, 就職公司, 就职公司, 任職單位, 任职单位,
//	    company, employer, firm, org, organisation, institution, startup, affiliation, workplace;
//	  led_by: 負責人, 负责人, 領導, 领导, 帶頭人, 带头人, 技術負責人, 技术负责人, lead, led by, head,
//	    headed by, tech lead, project lead, team lead, product lead, leader;
//	  field: 領域, 领域, area, domain;
//	  year: 年, 年份, 年度, 發布年份, 发布年份, release year;
//	  when: 時間, 时间, 日期, 月份, 年月, 發生時間, 发生时间, date, month, time, year month, event date,
//	    announcement date, date announced, announced, 發布, 发布, 發布時間, 发布时间, 發布日期, 发布日期,
//	    推出時間, 推出时间, 上線時間, 上线时间, released, release, release date, launched, launch, launch
//	    date;
//
// # Rows become claims
//
// A row with a source is a claim of that source (graph.Tx.Assert), and the claim is the graph label of the
// row's facts. A row without one states its facts under the label given by [WithLabel], or in the default
// graph. Names, types and the records of claims always go there. The same row read again changes nothing.
//
// A row is about the move, post, investment or strategy that its id names. Without an id, rows about the same strategy are
// those with the same organization and summary: told by two sources, it is one strategy with two claims. In other words it is
// another one, since no rule can tell whether two texts mean one course; graph.Graph.Same says so.
//
// # Rows that tell of one move
//
// News tells of one move several times, with more or less of it. Rows without an id, of this table and of those before, are
// one move if they have the same person and do not contradict each other: each end is equal, missing in one, or an
// organization of which the other is a unit; the times can be the same, as 2024 and 2024-03 can, and no time goes with any;
// a promotion, or what else stays within an organization, is no passage between two. Beside the person they must share
// an end that both know: "left A" and "joined B" stay two moves until some row tells both, unless [JoinHalves] is asked for.
// All rows of a move must fit each other. A row that fits two moves which do not fit each other joins neither, and is told by
// [Importer.Apart]. Rows join moves that the graph has from other files, too; two of those, or two ids, stay two.
//
// So the moves depend on what the rows say, not on their order, on the files that they stand in, or on when those are
// loaded: a later row can join two moves, or show that one was two. Each row keeps its claim, as the graph label of
// what it says. The move's IRI is that of one of its rows; those that the others would have had are merged into it
// (tg:mergedInto). Moves are written at the end of their table. See package internal/join for the rules in full.
//
// Posts and investments are joined by the same rules. A post's ends are the organization and the role, which is the same in
// any case; in two languages it is two. An investment has one end, the investee. Founders are moves, and join those of
// the table of moves.
//
// # Names become entities
//
// A cell names an entity by its IRI ("https://…", "<…>" or with a known prefix), or by a name. A name is
// looked up as questions look it up (graph.Snapshot.Resolve), among entities of the right kind, as they
// stand before the file and as the file's own rows above have named them. A name of several entities is an
// error that lists them: write the IRI instead. A name of none makes a new entity with a type and this name.
//
// So 楊紅霞, 杨红霞 and Yang Hongxia are one person, be she known before or new in the table, whichever row comes
// first. If no name fits exactly, one does that is the same
//
//   - in the other script, traditional or simplified, character by character;
//   - in pinyin, for a name in Latin letters; or the other way round, for a Chinese name, that of an entity with
//     no Chinese name so far. Two Chinese names that sound alike stay two;
//   - but for spaces, hyphens, dots, apostrophes and accents: Deep Seek and DeepSeek. Other signs tell names
//     apart, as in C++ and C#.
//
// Each form that is written becomes a label of the entity (skos:altLabel). Names that have nothing in common,
// ByteDance and 字節跳動, are made known as one by a row with both: "organization,organization@zh-Hant", or
// also_known_as.
//
// Such a row may come after those that use the names. If 字節跳動 was an entity made of a cell that had no more than
// this name, it is merged into the other ([graph.Graph.Same], with the row's source or the table's name), a hint says so, and
// reports of moves, posts and investments, and strategies in the same words, are joined as if the names had been known; so are those
// of an organization that a row says is part of another. What has an IRI of its own, or another name to begin with,
// may be somebody else of that name: it stays, with a hint. [graph.Graph.Distinct] and then [Rejoin] take a merge back, events
// included; a strategy that was merged is told apart by Distinct on its own. A row that says by other names what a row of the
// same source said before the merge is that row.
//
// The new IRI is made of the kind and the name, and so is the same each time: "https://talentgraph.example/id/"
// (or another [WithNamespace]), then "person-yang-hongxia", "organization-字節跳動". Chinese characters stay, since different
// names sound alike. Signs other than letters and digits become "-"; where that could make one IRI of two
// names, as of C++ and C#, a few letters that are worked out from the name follow.
//
// # Writing
//
// [Export] writes the facts of a graph as the tables that they can be read from: a row for each claim, or several where a
// cell takes one of several values. What a claim speaks against is written as the thing that the other claim is about, or its
// source. A cell that begins with =, +, - or @ gets an apostrophe in front, so that no spreadsheet takes it for a formula;
// it is not read. [LeftOut] counts what a table does not say: what is for other tables, and what no table has a column or a
// cell for, such as figures other than amounts of money, names of sectors in other languages, blank nodes, and the IRIs of claims.
package csv
