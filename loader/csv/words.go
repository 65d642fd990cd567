package csv

import (
	"iter"
	"slices"
	"strings"
)

// heading is a column that a table can have.
type heading struct {
	name     string
	others   []string // in Chinese, or other words for it, as lists: "a|b"
	required bool
	langs    bool // it may have a language: role@zh-Hant
	each     bool // a cell of several names makes a row for each of them
}

// words are what the column can be headed as, its own name first.
func (h heading) words() iter.Seq[string] {
	return func(yield func(string) bool) {
		if !yield(h.name) {
			return
		}
		for _, list := range h.others {
			for word := range strings.SplitSeq(list, "|") {
				if !yield(word) {
					return
				}
			}
		}
	}
}

// otherWords are those beside its own name.
func (h heading) otherWords() []string { return slices.Collect(h.words())[1:] }

// Words that several tables have. Beside each, a heading can end in "name", 名称 or 名稱, or in a plural's s: see find.
const (
	personWords = "人物|姓名|人員|人员|人名|名字|人才|員工|员工|成員|成员|當事人|当事人|候選人|候选人|name|full name|who|people|employee|talent|candidate|executive|individual|researcher|staff|member"
	orgWords    = "組織|组织|公司|機構|机构|企業|企业|單位|单位|創業公司|创业公司|初創公司|初创公司|任職公司|任职公司|所在公司|就職公司|就职公司|任職單位|任职单位|" +
		"company|employer|firm|org|organisation|institution|startup|affiliation|workplace"
	fromWords = "原公司|原屬|原属|離開|离开|原機構|原机构|原單位|原单位|前公司|前機構|前机构|前單位|前单位|原雇主|原僱主|前雇主|前僱主|原東家|原东家|前東家|前东家|老東家|老东家|" +
		"上家公司|離職公司|离职公司|離開公司|离开公司|原任職公司|原任职公司|原任職單位|原任职单位|原任職機構|原任职机构|原所在公司|原所在單位|原所在单位|流出企業|流出企业|流出公司|流出單位|流出单位|流出機構|流出机构|來自|来自|" +
		"old company|previous company|former company|prior company|last company|from company|company left|left company|old employer|previous employer|former employer|prior employer|last employer|" +
		"old firm|previous firm|former firm|previous organization|former organization|previous organisation|former organisation|previous affiliation|former affiliation|" +
		"ex-employer|ex-company|left|leaving|moved from|departed from|origin|from org|prev company|prev employer|prior firm|formerly at|previously at|past employer|past company"
	toWords = "新公司|去向|加入|加盟|新機構|新机构|新單位|新单位|新東家|新东家|新雇主|新僱主|現公司|现公司|現職公司|现职公司|現任公司|现任公司|現東家|现东家|現雇主|现雇主|現單位|现单位|現機構|现机构|" +
		"加入公司|加盟公司|入職公司|入职公司|下家|去處|去处|目的地|現任職單位|现任职单位|現任職機構|现任职机构|現所在公司|现所在公司|現所在單位|现所在单位|流入企業|流入企业|流入公司|流入單位|流入单位|流入機構|流入机构|去向公司|去向單位|去向单位|" +
		"new company|current company|next company|to company|company joined|joined company|hiring company|destination company|new employer|current employer|next employer|new firm|current firm|" +
		"new organization|current organization|new organisation|current organisation|new affiliation|current affiliation|joined|joining|moved to|went to|hired by|destination|to org|now at|currently at|present employer|present company"
	whenWords = "時間|时间|日期|月份|年月|發生時間|发生时间|date|month|time|year month|event date|announcement date|date announced|announced"
	moveWords = "入職時間|入职时间|入職日期|入职日期|到職日|到职日|到職日期|到职日期|加入時間|加入时间|加入日期|加盟時間|加盟时间|離職時間|离职时间|離職日期|离职日期|離開時間|离开时间|離開日期|离开日期|離職年月|离职年月|入職年月|入职年月|流動時間|流动时间|流動日期|流动日期|" +
		"跳槽時間|跳槽时间|跳槽日期|變動時間|变动时间|變動日期|变动日期|變更日期|变更日期|異動日期|异动日期|" +
		"date of change|change date|date of move|move date|date moved|moved|moved on|moved in|transition date|effective date|date joined|joined date|joining date|join date|date of joining|hire date|hired|start date|" +
		"date left|left date|leaving date|departure date|exit date|date of departure"
	roleWords  = "職務|职务|職位|职位|職稱|职称|職銜|职衔|崗位|岗位|頭銜|头衔|新職位|新职位|新職務|新职务|現任職務|现任职务|title|job title|new title|position|new position|new role|job|designation"
	aliasWords = "別名|别名|別稱|别称|又名|又稱|又称|曾用名|簡稱|简称|英文名|中文名|昵稱|昵称|alias|aliases|aka|other names|short name|english name|chinese name|abbreviation|nickname|former name"
	makerWords = "開發商|开发商|開發者|开发者|研發機構|研发机构|研發方|研发方|研發公司|研发公司|研發單位|研发单位|廠商|厂商|出品方|所屬公司|所属公司|developer|developed by|maker|made by|creator|owner|lab|vendor|provider"
	leadWords  = "負責人|负责人|領導|领导|帶頭人|带头人|技術負責人|技术负责人|lead|led by|head|headed by|tech lead|project lead|team lead|product lead"
)

// headings lists the columns of a table. It is made afresh, as a table of its own for each caller.
func headings(t Table) []heading {
	var own []heading
	sector := heading{name: "sector", others: []string{"行業|行业|產業|产业|賽道|赛道|業務方向|业务方向|領域|领域|所屬行業|所属行业|industry|vertical|business|domain"}}
	organization := heading{name: "organization", required: true, each: true, others: []string{orgWords}}
	person := heading{name: "person", required: true, langs: true, each: true, others: []string{personWords}}
	alias := heading{name: "also_known_as", langs: true, others: []string{aliasWords}}
	kind := heading{name: "kind", others: []string{"類型|类型|type"}}
	when := heading{name: "when", others: []string{whenWords}}
	year := heading{name: "year", others: []string{"年|年份|年度"}}
	role := heading{name: "role", langs: true, others: []string{roleWords}}
	from := heading{name: "from", each: true, others: []string{fromWords}}
	switch t {
	case Moves:
		kind.others = append(kind.others, "方式|動向|动向|變動類型|变动类型|move type|event")
		when.others = append(when.others, moveWords)
		person.others = append(person.others, "離職員工|离职员工|離職人員|离职人员|離職者|离职者|入職人員|入职人员|流動人員|流动人员|跳槽者")
		year.others = append(year.others, "流動年份|流动年份|離職年份|离职年份|入職年份|入职年份|year of move|move year|year moved")
		own = []heading{
			person, from, {name: "to", each: true, others: []string{toWords}}, year, when, role, kind, sector,
			{name: "team", others: []string{"團隊|团队|with team"}},
			{name: "team_size", others: []string{"團隊人數|团队人数|團隊規模|团队规模|人數|人数|headcount|number of people"}},
		}
	case People:
		own = []heading{
			person, alias,
			{name: "known_for", others: []string{"知名於|知名于|成就|主要成就|代表作|notable for|best known for|achievement"}, langs: true},
			{name: "field", others: []string{"領域|领域|研究方向|研究領域|研究领域|專長|专长|area|research area|expertise|specialty"}},
		}
	case Organizations:
		organization.langs = true
		organization.others = append(organization.others, "name")
		own = []heading{
			organization, alias, sector, kind,
			{name: "part_of", others: []string{"隸屬|隶属|母公司|所屬集團|所属集团|集團|集团|parent|parent company|parent organization|parent organisation|group|belongs to"}, each: true},
		}
	case Strategies:
		own = []heading{
			organization,
			{name: "summary", others: []string{"戰略|战略|策略|摘要|戰略方向|战略方向|戰略內容|战略内容|strategy|strategy summary|strategic direction"}, required: true, langs: true},
			sector,
			{name: "intended", others: []string{"計劃中|计划中|planned"}},
		}
	case Posts:
		person.others = append(person.others, "holder")
		organization.others = append(organization.others, "at")
		own = []heading{
			person, organization, role, when,
			{name: "since", others: []string{"自|任職時間|任职时间|任職起始|任职起始|任職開始|任职开始|上任日期|就任|上任時間|上任时间|就職日期|就职日期|到任時間|到任时间|起始時間|起始时间|開始時間|开始时间|開始日期|开始日期|入職時間|入职时间|入職日期|入职日期|" +
				"start date|started|joined|joined date|join date|date joined|hire date"}},
			{name: "until", others: []string{"至|離任|离任|任職結束|任职结束|卸任日期|離任日期|离任日期|卸任時間|卸任时间|離任時間|离任时间|結束時間|结束时间|結束日期|结束日期|離職時間|离职时间|離職日期|离职日期|" +
				"end date|ended|left|left date|date left|exit date"}},
			{name: "status", others: []string{"狀態|状态"}},
		}
	case Founders:
		person.name, person.langs = "founder", false
		person.others = []string{"創辦人|创办人|創辦者|创办者|創始人|创始人|聯合創始人|联合创始人|創始團隊|创始团队|發起人|发起人|founded by|co-founder"}
		when.others = append(when.others, "成立時間|成立时间|成立日期|創立時間|创立时间|創辦時間|创办时间|founded|founding date|date founded|founded in|established|launched")
		year.others = append(year.others, "成立年份|創立年份|创立年份|創辦年份|创办年份|founding year|year founded|year of founding")
		own = []heading{person, organization, from, year, when, role}
	case Leaders:
		own = []heading{
			{name: "leader", others: []string{leadWords}, required: true, each: true},
			{name: "leads", others: []string{"項目|项目|模型|產品|产品|平台|model|product|project|unit|platform"}, required: true, each: true},
			{name: "of", others: []string{"所屬公司|所属公司", orgWords}, each: true},
			kind,
		}
	case Models:
		when.others = append(when.others, "發布|发布|發布時間|发布时间|發布日期|发布日期|推出時間|推出时间|上線時間|上线时间|released|release|release date|launched|launch|launch date")
		year.others = append(year.others, "發布年份|发布年份|release year")
		own = []heading{
			{name: "model", others: []string{"模型|大模型|foundation model|llm"}, required: true, langs: true, each: true},
			alias,
			{name: "of", others: []string{makerWords, orgWords}},
			{name: "led_by", others: []string{leadWords, "leader"}},
			{name: "field", others: []string{"領域|领域|area|domain"}},
			year, when,
		}
	case Investments:
		when.others = append(when.others, "融資時間|融资时间|融資日期|融资日期|投資時間|投资时间|投資日期|投资日期|披露時間|披露时间|交易日期|deal date|closing date|close date|closed")
		own = []heading{
			{name: "investor", others: []string{"投資方|投资方|投資人|投资人|投資者|投资者|投資機構|投资机构|領投方|领投方|領投機構|领投机构|出資方|出资方|backer|lead investor|fund|vc"}, required: true, each: true},
			{name: "investee", others: []string{"被投方|被投公司|被投資方|被投资方|被投企業|被投企业|被投資企業|被投资企业|被投項目|被投项目|融資方|融资方|融資公司|融资公司|融資企業|融资企业|標的|标的|項目|项目|" +
				"invested in|company invested in|invested company|target|portfolio company|recipient", orgWords}, required: true, each: true},
			year, when,
			{name: "amount", others: []string{"金額|金额|投資額|投资额|投資金額|投资金额|融資額|融资额|融資金額|融资金额|交易金額|交易金额|融資規模|融资规模|規模|规模|" +
				"investment amount|investment|amount invested|amount raised|total raised|deal size|deal value|round size|sum|size|value|raised|funding"}},
		}
	}
	return append(own,
		heading{name: "id", others: []string{"編號|编号"}},
		heading{name: "source", each: true, others: []string{"來源|来源|出處|出处|鏈接|链接|連結|網址|网址|消息來源|消息来源|信息來源|信息来源|資料來源|资料来源|數據來源|数据来源|來源連結|来源链接|原文鏈接|原文链接|報道|报道|報導|" +
			"url|link|source url|source link|reference|citation|article"}},
		heading{name: "paragraph", others: []string{"段落"}},
		heading{name: "start", others: []string{"開始|开始"}},
		heading{name: "end", others: []string{"結束|结束"}},
		heading{name: "certainty", others: []string{"確定性|确定性|確定程度|确定程度|可信度|confidence|reliability"}},
		heading{name: "note", others: []string{"備註|备注|附註|附注|說明|说明|詳情|详情|remark|comment|detail"}},
		heading{name: "contradicts", others: []string{"牴觸|牴触|矛盾"}},
	)
}

// isRunningNumber tells whether a heading is that of a column that counts the rows, which says nothing.
func isRunningNumber(name string) bool {
	switch foldHeading(name) {
	case "序号", "序號", "行号", "行號", "no", "nr", "sn", "s/n", "serialnumber", "serialno", "row", "rownumber", "index", "unnamed0":
		return true
	}
	return false
}
